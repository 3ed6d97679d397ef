import type { MemberView, PairView } from '../../model/agenda.ts'
import { dayAtUtc } from '../../model/calendar-day.ts'
import type { Memo } from '../../model/memo.ts'
import { openPromises, type PairPromise, sortPromises } from '../../model/promise.ts'
import type { RelationPeriod } from '../../model/relation-period.ts'
import type { RelationKind } from '../../model/topics.ts'
import { inlineText, nameOfId, quoteText, type WordBudget } from './readable-text.ts'
import { type MeetingStyle, renderMemo } from './render-meeting.ts'

/** The words of what belongs to the pair. */
export interface PairWords {
  relation: string
  relations: Record<RelationKind, string>
  purpose: string
  promises: string
  /** Said before the day a promise is due. */
  due: string
  /** Heading of what to keep in mind until the next time. */
  keep: string
  closing: string
  thanks: string
  takeaway: string
  keepsake: string
}

/** Relation and purpose; nothing where nothing is chosen. */
export function renderRelation(view: PairView, words: PairWords, budget: WordBudget): string[] {
  const lines: string[] = []
  if (view.relation !== null) lines.push(`${words.relation}: ${words.relations[view.relation]}`, '')
  const purpose = quoteText(view.period.purpose, 400, budget, '')
  if (purpose.length > 0) lines.push(`${words.purpose}:`, '', ...purpose, '')
  return lines
}

/** Open promises, and with `hasDone` those that are done, as a list to tick. */
export function renderPromises(
  view: PairView,
  words: PairWords,
  count: number,
  hasDone: boolean,
): string[] {
  const promises = hasDone
    ? sortPromises(view.promises.filter(({ isRemoved }) => !isRemoved))
    : openPromises(view.promises)
  if (promises.length === 0) return []
  const lines = promises
    .slice(0, count)
    .map((promise) => renderPromise(promise, view.members, words))
  const hidden = promises.length - lines.length
  return [`## ${words.promises}`, '', ...lines, ...(hidden > 0 ? [`- … +${hidden}`] : []), '']
}

function renderPromise(
  promise: PairPromise,
  members: readonly MemberView[],
  words: PairWords,
): string {
  const name = nameOfId(members, promise.owner)
  const who = name === '' ? '' : `**${name}** `
  const due = promise.dueDay === null ? '' : ` — ${words.due} ${promise.dueDay}`
  const whenWhere = inlineText(promise.whenWhere, 200)
  const where = whenWhere === '' ? '' : ` (${whenWhere})`
  return `- [${promise.isDone ? 'x' : ' '}] ${who}${inlineText(promise.text, 300)}${due}${where}`
}

/** What the two want to keep in mind until the next time. */
export function renderKeep(
  memos: readonly Memo[],
  words: PairWords,
  style: MeetingStyle,
): string[] {
  const lines = memos.flatMap((memo) => renderMemo(memo, style, ''))
  return lines.length === 0 ? [] : [`## ${words.keep}`, '', ...lines, '']
}

/** The closing words of a period; nothing while it goes on. */
export function renderClosing(
  period: RelationPeriod,
  members: readonly MemberView[],
  words: PairWords,
  length: number,
  budget: WordBudget,
): string[] {
  if (period.closed === null) return []
  const lines = [`## ${words.closing}: ${dayAtUtc(period.closed.atMs)}`, '']
  const write = (label: string, member: string, text: string): void => {
    const quoted = quoteText(text, length, budget, '  ')
    const name = nameOfId(members, member)
    if (quoted.length > 0) lines.push(`- ${label}${name === '' ? '' : ` (${name})`}`, ...quoted)
  }
  for (const { member, thanks, takeaway } of period.farewells) {
    write(words.thanks, member, thanks)
    write(words.takeaway, member, takeaway)
  }
  for (const { member, text } of period.keepsakes) write(words.keepsake, member, text)
  return [...lines, '']
}
