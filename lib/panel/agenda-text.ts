import { isolateWords } from '../base/bidi.ts'
import type { Memo } from '../model/memo.ts'
import type { PairPromise } from '../model/promise.ts'
import { escapeLine } from './plain-markdown.ts'

/** The agenda of one 1-on-1 in words, ready to be put down. */
export interface AgendaParts {
  title: string
  /** When it is; empty when unknown. */
  when: string
  /** Each person's topics, in order. */
  people: { heading: string; topics: { title: string; wish: string; note: string }[] }[]
  promises: { heading: string; items: { promise: PairPromise; details: string }[] }
  keep: { heading: string; memos: readonly Memo[] }
  memos: { heading: string; items: { about: string; text: string }[] }
  /** Said where there are no topics at all. */
  nothing: string
}

/**
 * The agenda as text to paste into a mail or a chat, or as Markdown. Private notes and drafts are never in it:
 * they are not among the parts.
 */
export function writeAgenda(parts: AgendaParts, format: 'markdown' | 'text'): string {
  const isMarkdown = format === 'markdown'
  const escaped = (text: string): string => (isMarkdown ? escapeLine(text) : text)
  const plain = (text: string): string => isolateWords(escaped(text))
  const heading = (text: string, level: number): string =>
    isMarkdown ? `${'#'.repeat(level)} ${plain(text)}` : level === 1 ? text : `■ ${plain(text)}`
  const bullet = isMarkdown ? '- ' : '・'
  const indent = isMarkdown ? '  ' : '　'
  const item = (title: string, detail: string, note: string): string =>
    [
      `${bullet}${isMarkdown ? `**${plain(title)}**` : plain(title)}${detail === '' ? '' : ` — ${plain(detail)}`}`,
      ...note
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => indent + plain(line.trim())),
    ].join(isMarkdown ? '  \n' : '\n')
  const blocks = [[heading(parts.title, 1), plain(parts.when)].filter(isSaid).join('\n\n')]
  const people = parts.people.filter(({ topics }) => topics.length > 0)
  if (people.length === 0) blocks.push(parts.nothing)
  for (const { heading: name, topics } of people) {
    const lines = topics.map(({ title, wish, note }) => item(title, wish, note))
    blocks.push(`${heading(name, 2)}\n\n${lines.join('\n')}`)
  }
  const { promises, keep, memos } = parts
  if (promises.items.length > 0) {
    const lines = promises.items.map(({ promise, details }) =>
      isMarkdown
        ? `- [${promise.isDone ? 'x' : ' '}] ${plain(promise.text)} — ${plain(details)}`
        : `${promise.isDone ? '☑' : '☐'} ${plain(promise.text)} — ${plain(details)}`,
    )
    blocks.push(`${heading(promises.heading, 2)}\n\n${lines.join('\n')}`)
  }
  if (keep.memos.length > 0) {
    const lines = keep.memos.map(({ text }) => bullet + plain(oneLine(text)))
    blocks.push(`${heading(keep.heading, 2)}\n\n${lines.join('\n')}`)
  }
  if (memos.items.length > 0) {
    const lines = memos.items.map(({ about, text }) => item(about, '', text))
    blocks.push(`${heading(memos.heading, 2)}\n\n${lines.join('\n')}`)
  }
  return `${blocks.join('\n\n')}\n`
}

function isSaid(text: string): boolean {
  return text !== ''
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' / ')
}
