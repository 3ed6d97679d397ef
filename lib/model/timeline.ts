import type { MeetingView, PairView } from './agenda.ts'
import type { CalendarDay } from './calendar-day.ts'
import { undatedMeeting } from './meeting.ts'
import { compareMeetings, spanOfMeeting } from './meeting-time.ts'
import type { PairId } from './people.ts'
import { type PairPromise, sortPromises } from './promise.ts'

/** One 1-on-1 on the timeline of a partner. */
export interface TimelineEntry {
  pairId: PairId
  meeting: MeetingView
  /** Null for what waits without a date. */
  day: CalendarDay | null
  /** Promises made in it. */
  promises: PairPromise[]
}

/** The timeline of one partner. */
export interface Timeline {
  /** What waits without a date comes first, then the latest 1-on-1, and so back. */
  entries: TimelineEntry[]
  /** Promises made between 1-on-1s, or in one that is not loaded. */
  otherPromises: PairPromise[]
}

/** The timeline of one partner from the views of all their documents (one, or more after a merge). */
export function timelineOf(views: readonly PairView[]): Timeline {
  const promises = views.flatMap((view) => view.promises.filter((one) => !one.isRemoved))
  const known = new Set(views.flatMap(({ meetings }) => meetings.map(({ key }) => key)))
  const entries = views.flatMap(({ pairId, meetings, promises: own }) => {
    const byMeeting = Map.groupBy(
      own.filter((one) => !one.isRemoved),
      ({ meeting }) => meeting,
    )
    return meetings.map((meeting) => ({
      pairId,
      meeting,
      day: spanOfMeeting(meeting)?.day ?? null,
      promises: sortPromises(byMeeting.get(meeting.key) ?? []),
    }))
  })
  const isWaiting = ({ meeting }: TimelineEntry) => meeting.key === undatedMeeting
  entries.sort(
    (a, b) => Number(isWaiting(b)) - Number(isWaiting(a)) || compareMeetings(b.meeting, a.meeting),
  )
  const otherPromises = promises.filter(({ meeting }) => meeting === null || !known.has(meeting))
  return { entries, otherPromises: sortPromises(otherPromises) }
}
