import type { MeetingView, PairView, Topic } from './agenda.ts'
import { type CalendarDay, dayInZone } from './calendar-day.ts'
import { subjectOfTitle } from './guide-themes.ts'
import { stageOf, wasHeld } from './meeting-stage.ts'
import { compareMeetings, spanOfMeeting } from './meeting-time.ts'
import { isLiveMemo } from './memo.ts'
import { isMidtermDue } from './relation-rhythm.ts'

/**
 * Why the pair may want to look at what they are doing. `same-topic`: one topic in four 1-on-1s in a row.
 * `no-response`: no hoped-for response in three. `empty-memo`: nothing written down in three.
 */
export type CalmReason = 'midterm' | 'same-topic' | 'no-response' | 'empty-memo'

/**
 * The one calm question that is due, or null. Only 1-on-1s that were really held count, so that skipping
 * leaves no trace, and only those after the day on which such a question was last answered or put away.
 * `timeZone` is an IANA name; undefined is the device's own.
 */
export function isCalmQuestionDue(
  view: PairView,
  nowMs: number,
  timeZone?: string,
): CalmReason | null {
  const { period } = view
  if (period.closed !== null) return null
  if (isMidtermDue(period, dayInZone(nowMs, timeZone))) return 'midterm'
  const held = heldMeetings(view, nowMs).filter(({ day }) => isAfter(day, period.askedDay))
  const meetings = held.map(({ meeting }) => meeting)
  if (isSameTopic(view, meetings.slice(-4))) return 'same-topic'
  const recent = meetings.slice(-3)
  if (recent.length < 3) return null
  if (recent.every(lacksResponse)) return 'no-response'
  if (recent.every((meeting) => !meeting.memos.some(isLiveMemo))) return 'empty-memo'
  return null
}

/** 1-on-1s that are over and were held, earliest first. */
function heldMeetings(view: PairView, nowMs: number): { meeting: MeetingView; day: CalendarDay }[] {
  return view.meetings
    .filter((meeting) => wasHeld(meeting) && stageOf(meeting, nowMs) === 'ended')
    .sort(compareMeetings)
    .map((meeting) => ({ meeting, day: spanOfMeeting(meeting)?.day ?? '' }))
}

function isAfter(day: CalendarDay, asked: CalendarDay | null): boolean {
  return asked === null || day > asked
}

function lacksResponse(meeting: MeetingView): boolean {
  const topics = meeting.topics.filter((topic) => !topic.isRemoved)
  return topics.length > 0 && topics.every((topic) => topic.response === null)
}

/** True when somebody had one and the same topic in each of four meetings. */
function isSameTopic(view: PairView, meetings: readonly MeetingView[]): boolean {
  if (meetings.length < 4) return false
  const places = new Map(meetings.map((meeting, at) => [meeting.key, at]))
  const seen = new Map<string, Set<number>>()
  for (const topic of view.meetings.flatMap(({ topics }) => topics)) {
    if (topic.isRemoved) continue
    const here = places.get(topic.meeting)
    const from = places.get(topic.madeFor) ?? here
    if (here === undefined && (topic.talkedMs !== null || from === undefined)) continue
    // It was on the table from where it was made to where it is; an unfinished one still is.
    const to = here === undefined || topic.talkedMs === null ? meetings.length - 1 : here
    const known = seen.get(subjectOf(topic)) ?? new Set()
    for (let at = Math.min(from ?? to, to); at <= to; at++) known.add(at)
    seen.set(subjectOf(topic), known)
  }
  return [...seen.values()].some((at) => at.size === meetings.length)
}

function subjectOf(topic: Topic): string {
  return `${topic.owner}/${topic.kind}/${topic.kind === 'custom' ? subjectOfTitle(topic.title) : ''}`
}
