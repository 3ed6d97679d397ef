import type { MeetingView, MemberView, PairView, Topic } from '../../model/agenda.ts'
import { undatedMeeting } from '../../model/meeting.ts'
import type { RelationKind, ResponseKind, TopicKind } from '../../model/topics.ts'
import { cutText } from '../read-registers.ts'
import { escapeInline, quoteLines } from './escape-markdown.ts'

/** The words of the readable part, in whatever language or languages the file should speak. */
export interface ReadableWords {
  /** First part of the heading, before the two names. */
  title: string
  /** Says what the file is, who keeps it, and that edits to the text are not taken over. */
  notice: string
  next: string
  /** Heading of topics that wait for a date. */
  undated: string
  past: string
  /** Says that no topic is chosen yet. */
  empty: string
  relation: string
  /** Stands for a custom topic without a title. */
  untitled: string
  topics: Record<TopicKind, string>
  responses: Record<ResponseKind, string>
  relations: Record<RelationKind, string>
}

/** How much is written out. Lengths in UTF-16 units. */
export interface ReadableExtent {
  /** Past meetings; older ones are left out. */
  pastMeetings: number
  /** Longest note of a coming and of a past meeting. */
  nextNoteLength: number
  pastNoteLength: number
}

/** For the shared file, which travels with every burst of typing: older words are in the state only. */
export const fileExtent: ReadableExtent = {
  pastMeetings: 12,
  nextNoteLength: 2000,
  pastNoteLength: 160,
}

/** For an export: every meeting and every word. */
export const wholeExtent: ReadableExtent = {
  pastMeetings: Number.POSITIVE_INFINITY,
  nextNoteLength: Number.POSITIVE_INFINITY,
  pastNoteLength: Number.POSITIVE_INFINITY,
}

/** A meeting stays "next" for this long after its start. */
const graceMs = 12 * 3600 * 1000

/**
 * The readable part: the next agendas with the hoped-for response, topics that wait for a date, and the
 * last meetings, as Markdown a person can read without the extension. Removed topics are left out. For the
 * file, `view` needs only the segments one opens anyway.
 */
export function renderReadable(
  view: PairView,
  words: ReadableWords,
  nowMs: number,
  extent: ReadableExtent = fileExtent,
): string {
  const dated = view.meetings
    .filter(({ topics }) => topics.some(({ isRemoved }) => !isRemoved))
    .map((meeting) => ({ meeting, date: dateOf(meeting) }))
  const coming = dated
    .filter(({ date }) => date !== null && date.endMs >= nowMs)
    .sort((a, b) => (a.date?.endMs ?? 0) - (b.date?.endMs ?? 0))
  const undated = dated.filter(({ date }) => date === null)
  const past = dated
    .filter(({ date }) => date !== null && date.endMs < nowMs)
    .sort((a, b) => (b.date?.endMs ?? 0) - (a.date?.endMs ?? 0))
    .slice(0, extent.pastMeetings)

  const names = view.members.map(nameOf).filter((name) => name !== '')
  const heading = names.length === 0 ? words.title : `${words.title}: ${names.join(' & ')}`
  const lines = [`# ${heading}`, '', `_${words.notice}_`, '']
  if (view.relation !== null) lines.push(`${words.relation}: ${words.relations[view.relation]}`, '')
  const write = (meeting: MeetingView, noteLength: number) =>
    lines.push(...renderTopics(meeting, view.members, words, noteLength))

  if (coming.length + undated.length === 0) lines.push(`## ${words.next}`, '', words.empty, '')
  for (const { meeting, date } of coming) {
    lines.push(`## ${words.next}: ${date?.day ?? ''}`, '')
    write(meeting, extent.nextNoteLength)
  }
  for (const { meeting } of undated) {
    lines.push(`## ${words.undated}`, '')
    write(meeting, extent.nextNoteLength)
  }
  if (past.length > 0) lines.push(`## ${words.past}`, '')
  for (const { meeting, date } of past) {
    lines.push(`### ${date?.day ?? ''}`, '')
    write(meeting, extent.pastNoteLength)
  }
  return lines.join('\n').trimEnd()
}

function renderTopics(
  meeting: MeetingView,
  members: readonly MemberView[],
  words: ReadableWords,
  noteLength: number,
): string[] {
  const lines: string[] = []
  const shown = meeting.topics.filter(({ isRemoved }) => !isRemoved)
  for (const owner of [...new Set(shown.map((topic) => topic.owner))].sort()) {
    const member = members.find(({ id }) => id === owner)
    const name = member === undefined ? '' : nameOf(member)
    if (name !== '') lines.push(`**${name}**`, '')
    for (const topic of shown.filter((one) => one.owner === owner)) {
      lines.push(`- ${renderTopic(topic, words)}`)
      if (topic.note.trim() !== '') lines.push(...quoteLines(cutNote(topic.note, noteLength), '  '))
    }
    lines.push('')
  }
  return lines
}

function renderTopic(topic: Topic, words: ReadableWords): string {
  const own = topic.title.trim() === '' ? words.untitled : escapeInline(topic.title)
  const title = topic.kind === 'custom' ? own : words.topics[topic.kind]
  if (topic.response === null) return `**${title}**`
  const isOwnLine = topic.response === 'other' && topic.responseNote.trim() !== ''
  const response = isOwnLine ? escapeInline(topic.responseNote) : words.responses[topic.response]
  return `**${title}** — ${response}`
}

function cutNote(note: string, length: number): string {
  const trimmed = note.trim()
  return trimmed.length <= length ? trimmed : `${cutText(trimmed, length)}…`
}

function nameOf(member: MemberView): string {
  return escapeInline(member.name.trim() === '' ? (member.email ?? '') : member.name.trim())
}

/** The day to show and the instant until which a meeting counts as coming; null without any date. */
function dateOf(meeting: MeetingView): { day: string; endMs: number } | null {
  if (meeting.key === undatedMeeting) return null
  const startMs = meeting.startMs ?? startInKey(meeting.key)
  if (startMs !== null) {
    const day = meeting.day ?? new Date(startMs).toISOString().slice(0, 10)
    return { day, endMs: startMs + graceMs }
  }
  const dayMs = Date.parse(`${meeting.day ?? ''}T00:00:00Z`)
  // A day without a time: it lasts until that day has ended everywhere.
  return Number.isNaN(dayMs) ? null : { day: meeting.day ?? '', endMs: dayMs + 3 * graceMs }
}

/** The original start that a recurring meeting's key ends in; null without one. */
function startInKey(key: string): number | null {
  const match = /\|(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(key)
  if (match === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(ms) ? null : ms
}
