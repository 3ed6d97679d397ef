import type { PairView, Topic } from '../../model/agenda.ts'
import { carryOver } from '../../model/carry-over.ts'
import { type MeetingTimes, spanOfMeeting } from '../../model/meeting-time.ts'
import { isLiveMemo } from '../../model/memo.ts'
import { nameOf } from './readable-text.ts'
import { renderMeeting, renderTopics } from './render-meeting.ts'
import { renderKeep, renderPromises } from './render-pair.ts'
import { type ReadableWords, wholeExtent } from './render-readable.ts'

/**
 * One 1-on-1 to hand on: its agenda and memos, what carries over to it, open promises and what to keep in
 * mind, as Markdown or as plain text for a mail or a chat. In `words`' language; nothing that was removed. Only
 * what both people can read: drafts and private notes are not in a document.
 */
export function renderAgenda(
  view: PairView,
  meeting: MeetingTimes,
  words: ReadableWords,
  nowMs: number,
  form: 'markdown' | 'text',
): string {
  const style = {
    members: view.members,
    words,
    textLength: wholeExtent.nextNoteLength,
    topicCount: wholeExtent.topicCount,
    budget: { left: wholeExtent.wordLength },
  }
  const known = view.meetings.find(({ key }) => key === meeting.key)
  const { topics, keep } = carryOver({ view, meeting, nowMs })
  const names = view.members.filter(({ sameAs }) => sameAs === null).map(nameOf)
  const day = spanOfMeeting(meeting)?.day ?? words.undated
  const title = [words.title, ...names.filter((name) => name !== '')]
  const lines = [`# ${title[0]}: ${title.slice(1).join(' & ')} (${day})`, '']
  const carried: Topic[] = topics.map(({ topic }) => topic)
  if (known !== undefined) lines.push(...renderMeeting(known, style))
  if (carried.length > 0) lines.push(`## ${words.carried}`, '', ...renderTopics(carried, [], style))
  const hasTopics = known?.topics.some(({ isRemoved }) => !isRemoved) ?? false
  const hasMemos = known?.memos.some(isLiveMemo) ?? false
  if (!hasTopics && !hasMemos && carried.length === 0) lines.push(words.empty, '')
  lines.push(...renderPromises(view, words, wholeExtent.promiseCount, false))
  lines.push(...renderKeep(keep, words, style))
  const markdown = lines.join('\n').trimEnd()
  return form === 'markdown' ? markdown : toPlainText(markdown)
}

/** The Markdown of this folder without its marks: every mark in it was put there by these functions. */
export function toPlainText(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) =>
      line
        .replace(/^(#+) (.*)$/, (_, marks: string, title: string) =>
          marks.length === 1 ? title : `■ ${title}`,
        )
        .replace(/^(\s*)- \[ \] /, '$1□ ')
        .replace(/^(\s*)- \[x\] /, '$1☑ ')
        .replace(/^(\s*)- /, '$1・')
        .replace(/^(\s*)> ?/, '$1  ')
        .replace(markPattern, (mark, escaped: string | undefined) => escaped ?? unmark(mark))
        .trimEnd(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
}

/** An escaped character, our bold, and the references that escaping makes; read once, from left to right. */
const markPattern = /\\([\\`*_[\]~|$:.@#+\-=)])|\*\*|&(?:lt|gt|amp);/g

function unmark(mark: string): string {
  return { '&lt;': '<', '&gt;': '>', '&amp;': '&' }[mark] ?? ''
}
