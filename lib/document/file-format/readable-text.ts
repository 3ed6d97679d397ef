import { isolateName, isolateWords } from '../../base/bidi.ts'
import type { MemberView } from '../../model/agenda.ts'
import type { MemberId } from '../../model/people.ts'
import { cutText } from '../read-registers.ts'
import { escapeInline, quoteLines } from './escape-markdown.ts'

/**
 * How many characters of people's longer words may still be written out. One document may hold thousands of
 * full texts; the readable part travels with every burst of typing.
 */
export interface WordBudget {
  left: number
}

/** A longer text as quoted lines, cut to `length` and to what the budget leaves; no lines when it is empty. */
export function quoteText(
  text: string,
  length: number,
  budget: WordBudget,
  indent: string,
): string[] {
  const trimmed = text.trim()
  const allowed = Math.min(length, budget.left)
  if (trimmed === '' || allowed <= 0) return []
  const shown = trimmed.length <= allowed ? trimmed : `${cutText(trimmed, allowed)}…`
  budget.left -= shown.length
  return quoteLines(shown, indent)
}

/** One line of a person's words, cut. */
export function inlineText(text: string, length: number): string {
  const line = text.trim()
  return isolateWords(escapeInline(line.length <= length ? line : `${cutText(line, length)}…`))
}

/** A member's name, else address; empty when neither is known. */
export function nameOf(member: MemberView): string {
  return isolateName(
    escapeInline(member.name.trim() === '' ? (member.email ?? '') : member.name.trim()),
  )
}

/** The name of the member with an id; empty when unknown. */
export function nameOfId(members: readonly MemberView[], id: MemberId | null): string {
  const member = members.find((one) => one.id === id)
  return member === undefined ? '' : nameOf(member)
}
