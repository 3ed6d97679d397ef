import { limits } from '../../base/limits.ts'
import type { MeetingView, PairView, Topic } from '../../model/agenda.ts'
import { type CarriedTopic, carryOver, keepInMind } from '../../model/carry-over.ts'
import { stageOf, wasHeld } from '../../model/meeting-stage.ts'
import { compareMeetings, spanOfMeeting } from '../../model/meeting-time.ts'
import { isLiveMemo } from '../../model/memo.ts'
import { nameOf } from './readable-text.ts'
import {
  type MeetingStyle,
  type MeetingWords,
  renderMeeting,
  renderTopics,
} from './render-meeting.ts'
import {
  type PairWords,
  renderClosing,
  renderKeep,
  renderPromises,
  renderRelation,
} from './render-pair.ts'

/** The words of the readable part, in whatever language or languages the file should speak. */
export interface ReadableWords extends MeetingWords, PairWords {
  /** First part of the heading, before the two names. */
  title: string
  /** Says what the file is, who keeps it, and that edits to the text are not taken over. */
  notice: string
  next: string
  /** Heading of topics that go on from an earlier time. */
  carried: string
  /** Heading of topics that wait for a date. */
  undated: string
  past: string
  /** Says that no topic is chosen yet. */
  empty: string
}

/** How much is written out. Lengths in UTF-16 units. */
export interface ReadableExtent {
  /** Past meetings; older ones are left out. */
  pastMeetings: number
  /** Longest note or memo of a coming and of a past meeting. */
  nextNoteLength: number
  pastNoteLength: number
  /** Topics of one meeting; more are counted. */
  topicCount: number
  /** Topics that go on from earlier meetings, the latest first; more are counted. */
  carriedCount: number
  promiseCount: number
  /** All longer words together; what comes after is left out, headings and topics are not. */
  wordLength: number
  /** Promises that are done, and earlier periods of the pair. */
  hasHistory: boolean
}

/** For the shared file, which travels with every burst of typing: older words are in the state only. */
export const fileExtent: ReadableExtent = {
  pastMeetings: 12,
  nextNoteLength: 2000,
  pastNoteLength: 160,
  topicCount: limits.topicsShown,
  carriedCount: 10,
  promiseCount: 50,
  wordLength: 40_000,
  hasHistory: false,
}

/** For an export: every meeting and every word. */
export const wholeExtent: ReadableExtent = {
  pastMeetings: Number.POSITIVE_INFINITY,
  nextNoteLength: Number.POSITIVE_INFINITY,
  pastNoteLength: Number.POSITIVE_INFINITY,
  topicCount: Number.POSITIVE_INFINITY,
  carriedCount: Number.POSITIVE_INFINITY,
  promiseCount: Number.POSITIVE_INFINITY,
  wordLength: Number.POSITIVE_INFINITY,
  hasHistory: true,
}

/**
 * The readable part: the next agendas with the hoped-for response, open promises, what to keep in mind,
 * topics that wait for a date, and the last meetings with their memos, as Markdown that reads well as plain
 * text too. Removed things are left out. For the file, `view` needs only the segments one opens anyway.
 */
export function renderReadable(
  view: PairView,
  words: ReadableWords,
  nowMs: number,
  extent: ReadableExtent = fileExtent,
): string {
  const budget = { left: extent.wordLength }
  const styleOf = (textLength: number): MeetingStyle => ({
    members: view.members,
    words,
    textLength,
    topicCount: extent.topicCount,
    budget,
  })
  const next = styleOf(extent.nextNoteLength)
  const before = styleOf(extent.pastNoteLength)
  const { coming, waiting, past } = sortMeetings(view, nowMs)
  const names = view.members
    .filter(({ sameAs }) => sameAs === null)
    .map(nameOf)
    .filter((name) => name !== '')
  const heading = names.length === 0 ? words.title : `${words.title}: ${names.join(' & ')}`
  const lines = [`# ${heading}`, '', `_${words.notice}_`, '']
  lines.push(...renderRelation(view, words, budget))
  lines.push(...renderClosing(view.period, view.members, words, extent.nextNoteLength, budget))

  const carried = carriedTopics(view, coming[0] ?? null, nowMs)
  const carriedStyle = { ...before, topicCount: extent.carriedCount }
  if (coming.length + waiting.length + carried.length === 0) {
    lines.push(`## ${words.next}`, '', words.empty, '')
  }
  for (const meeting of coming) {
    lines.push(`## ${words.next}: ${spanOfMeeting(meeting)?.day ?? ''}`, '')
    lines.push(...renderMeeting(meeting, next))
    if (meeting === coming[0]) lines.push(...renderCarried(carried, words, carriedStyle, '###'))
  }
  if (coming.length === 0) lines.push(...renderCarried(carried, words, carriedStyle, '##'))
  lines.push(...renderPromises(view, words, extent.promiseCount, extent.hasHistory))
  lines.push(...renderKeep(keepInMind([view], nowMs), words, next))
  for (const meeting of waiting)
    lines.push(`## ${words.undated}`, '', ...renderMeeting(meeting, next))

  const shownPast = past.slice(0, extent.pastMeetings)
  if (shownPast.length > 0) lines.push(`## ${words.past}`, '')
  for (const meeting of shownPast) {
    lines.push(`### ${spanOfMeeting(meeting)?.day ?? ''}`, '')
    lines.push(...renderMeeting(meeting, before))
  }
  if (extent.hasHistory) {
    for (const period of view.pastPeriods.toReversed()) {
      lines.push(...renderClosing(period, view.members, words, extent.nextNoteLength, budget))
    }
  }
  return lines.join('\n').trimEnd()
}

/** Meetings with something to show: those to come, those without a time, and those that are over. */
function sortMeetings(
  view: PairView,
  nowMs: number,
): { coming: MeetingView[]; waiting: MeetingView[]; past: MeetingView[] } {
  const shown = view.meetings
    .filter(
      ({ topics, memos, isCalledOff }) =>
        memos.some(isLiveMemo) || (!isCalledOff && topics.some(({ isRemoved }) => !isRemoved)),
    )
    .sort(compareMeetings)
  const isTimed = (meeting: MeetingView) => spanOfMeeting(meeting) !== null
  const isOver = (meeting: MeetingView) => stageOf(meeting, nowMs) === 'ended'
  return {
    coming: shown.filter((meeting) => isTimed(meeting) && !isOver(meeting)),
    waiting: shown.filter((meeting) => !isTimed(meeting)),
    past: shown.filter((meeting) => isTimed(meeting) && isOver(meeting)).reverse(),
  }
}

/**
 * Unfinished topics that go on. Only from 1-on-1s that were held or called off by somebody's mark: of others
 * the file cannot know whether the two talked. What waits without a date has a section of its own.
 */
function carriedTopics(view: PairView, next: MeetingView | null, nowMs: number): Topic[] {
  const place = next ?? { key: '', startMs: null, day: null }
  const marked = new Set(
    view.meetings
      .filter((meeting) => meeting.isCalledOff || wasHeld(meeting))
      .map(({ key }) => key),
  )
  const isMarked = ({ from }: CarriedTopic) => from !== null && marked.has(from)
  return carryOver({ view, meeting: place, nowMs })
    .topics.filter(isMarked)
    .map(({ topic }) => topic)
}

function renderCarried(
  topics: readonly Topic[],
  words: ReadableWords,
  style: MeetingStyle,
  mark: '##' | '###',
): string[] {
  if (topics.length === 0) return []
  return [`${mark} ${words.carried}`, '', ...renderTopics(topics, [], style)]
}
