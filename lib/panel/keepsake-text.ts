import { withoutTurning } from '../base/bidi.ts'
import type { MemberId } from '../model/people.ts'
import type { RelationPeriod } from '../model/relation-period.ts'
import { escapeLine } from './plain-markdown.ts'

/** The words around a keepsake, in one language. */
export interface KeepsakeWords {
  title: string
  /** Empty where no first day is known. */
  since: string
  purpose: string
  letter: string
  thanks: string
  takeaway: string
  nameOf: (member: MemberId) => string
}

/**
 * What a person takes along from a relation, as a file of their own: the letter to them, and what both said at
 * the end. As Markdown what people wrote is escaped, so that it reads as they wrote it.
 */
export function writeKeepsake(parts: {
  period: RelationPeriod
  /** The letter to the person; empty when there is none. */
  letter: string
  words: KeepsakeWords
  format: 'markdown' | 'text'
}): string {
  const { period, letter, words, format } = parts
  const isMarkdown = format === 'markdown'
  const heading = (text: string, level: number): string =>
    isMarkdown ? `${'#'.repeat(level)} ${escapeLine(text)}` : level === 1 ? text : `■ ${text}`
  const body = (text: string): string =>
    isMarkdown
      ? text
          .split('\n')
          .map((line) => escapeLine(withoutTurning(line)))
          .join('  \n')
      : withoutTurning(text)
  const blocks: string[] = [heading(words.title, 1)]
  if (words.since !== '') blocks.push(body(words.since))
  const add = (title: string, text: string): void => {
    if (text.trim() !== '') blocks.push(heading(title, 2), body(text.trim()))
  }
  add(words.letter, letter)
  add(words.purpose, period.purpose)
  for (const { member, thanks, takeaway } of period.farewells) {
    const name = words.nameOf(member)
    add(`${words.thanks} · ${name}`, thanks)
    add(`${words.takeaway} · ${name}`, takeaway)
  }
  return `${blocks.join('\n\n')}\n`
}
