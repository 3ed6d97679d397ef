import type { MeetingView, MemberView, Topic } from '../../model/agenda.ts'
import { isLiveMemo, type Memo, type MemoKind, memoKinds } from '../../model/memo.ts'
import type { ResponseKind, TopicKind } from '../../model/topics.ts'
import { inlineText, nameOfId, quoteText, type WordBudget } from './readable-text.ts'

/** The words of one 1-on-1. */
export interface MeetingWords {
  /** Stands for a custom topic without a title. */
  untitled: string
  /** Said of a topic that was talked about. */
  talked: string
  /** Heading of memos about the whole 1-on-1. */
  whole: string
  /** Heading of memos about topics that are kept elsewhere. */
  others: string
  /** Said before a sentence that somebody reads differently. */
  nuance: string
  /** Said before the number of topics that are not written out. */
  more: string
  topics: Record<TopicKind, string>
  responses: Record<ResponseKind, string>
  memos: Record<MemoKind, string>
}

/** How a 1-on-1 is written out. */
export interface MeetingStyle {
  members: readonly MemberView[]
  words: MeetingWords
  /** Longest note and memo, in UTF-16 units. */
  textLength: number
  /** Topics written out; more are counted. */
  topicCount: number
  budget: WordBudget
}

/** The topics and memos of one 1-on-1, without a heading; removed and empty ones left out. */
export function renderMeeting(meeting: MeetingView, style: MeetingStyle): string[] {
  const memos = meeting.memos.filter(isLiveMemo)
  const topics = meeting.topics.filter(({ isRemoved }) => !isRemoved)
  const ids = new Set(topics.map(({ id }) => id))
  const elsewhere = memos.filter(({ topicId }) => topicId !== null && !ids.has(topicId))
  return [
    ...renderTopics(topics, memos, style),
    ...renderMemoBlock(
      style.words.whole,
      memos.filter(({ topicId }) => topicId === null),
      style,
    ),
    ...renderMemoBlock(style.words.others, elsewhere, style),
  ]
}

/** Topics by owner, each with its hoped-for response, note and memos. */
export function renderTopics(
  topics: readonly Topic[],
  memos: readonly Memo[],
  style: MeetingStyle,
): string[] {
  const lines: string[] = []
  const shown = topics.slice(0, style.topicCount)
  const memosOf = Map.groupBy(memos, ({ topicId }) => topicId)
  for (const [owner, own] of [...Map.groupBy(shown, (topic) => topic.owner)].sort(byOwner)) {
    const name = nameOfId(style.members, owner)
    if (name !== '') lines.push(`**${name}**`, '')
    for (const topic of own) {
      lines.push(`- ${renderTopic(topic, style.words)}`)
      lines.push(...quoteText(topic.note, style.textLength, style.budget, '  '))
      for (const memo of inKindOrder(memosOf.get(topic.id) ?? [])) {
        lines.push(...renderMemo(memo, style, '  '))
      }
    }
    lines.push('')
  }
  const hidden = topics.length - shown.length
  if (hidden > 0) lines.push(`${style.words.more}: ${hidden}`, '')
  return lines
}

/** A memo as an entry of a list: kind, who wrote, words, and what is read differently. */
export function renderMemo(memo: Memo, style: MeetingStyle, indent: string): string[] {
  const names = memo.writers.map((id) => nameOfId(style.members, id)).filter((name) => name !== '')
  const by = names.length === 0 ? '' : ` (${names.join(', ')})`
  const lines = quoteText(memo.text, style.textLength, style.budget, `${indent}  `)
  if (lines.length === 0) return []
  for (const mark of memo.nuances) {
    if (mark.isRemoved || mark.resolvedMs !== null) continue
    const name = nameOfId(style.members, mark.by)
    const who = name === '' ? '' : ` (${name})`
    const reply = mark.reply.trim() === '' ? '' : ` → ${inlineText(mark.reply, 160)}`
    lines.push(
      `${indent}  - ${style.words.nuance}${who}: “${inlineText(mark.quote.text, 80)}”${reply}`,
    )
  }
  return [`${indent}- ${style.words.memos[memo.kind]}${by}`, ...lines]
}

function renderMemoBlock(heading: string, memos: readonly Memo[], style: MeetingStyle): string[] {
  const lines = inKindOrder(memos).flatMap((memo) => renderMemo(memo, style, ''))
  return lines.length === 0 ? [] : [`**${heading}**`, '', ...lines, '']
}

function renderTopic(topic: Topic, words: MeetingWords): string {
  const own = topic.title.trim() === '' ? words.untitled : inlineText(topic.title, 200)
  const title = `**${topic.kind === 'custom' ? own : words.topics[topic.kind]}**`
  const talked = topic.talkedMs === null ? '' : ` ✓ ${words.talked}`
  if (topic.response === null) return title + talked
  const isOwnLine = topic.response === 'other' && topic.responseNote.trim() !== ''
  const response = isOwnLine ? inlineText(topic.responseNote, 200) : words.responses[topic.response]
  return `${title} — ${response}${talked}`
}

function inKindOrder(memos: readonly Memo[]): Memo[] {
  return memos.toSorted((a, b) => memoKinds.indexOf(a.kind) - memoKinds.indexOf(b.kind))
}

function byOwner([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
