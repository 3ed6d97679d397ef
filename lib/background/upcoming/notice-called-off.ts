import type { Timers } from '../../base/clock.ts'
import type { CalendarApi } from '../../calendar/calendar-api.ts'
import { callOffMeeting } from '../../document/edits/edit-lifecycle.ts'
import { coreSegment, segmentForMeeting } from '../../document/segments.ts'
import type { EventFacts } from '../../model/event-facts.ts'
import { type MeetingKey, meetingKeyOf } from '../../model/meeting.ts'
import { type MeetingTimes, startInKey } from '../../model/meeting-time.ts'
import { judgeTakesPlace } from '../../model/takes-place.ts'
import type { DocumentStore, MeetingMarkStore, PairRecord, PairStore } from '../../storage/ports.ts'
import type { PrivateStore } from '../../storage/private-port.ts'
import type { DocumentHost } from '../document-host.ts'
import type { PairViews } from '../pair-views.ts'

/**
 * Notices that a prepared 1-on-1 does not take place (cancelled, declined, no longer of two) and says so in the
 * pair document, so that what was prepared goes on to the next one; and that it takes place after all.
 */
export interface CalledOffNotice {
  /** What a page shows of an event; looked at when the page has been quiet for a moment. */
  noteOpened(facts: EventFacts): void
  /** A calendar was asked: `events` is what it shows now of the time in which `known` events were. */
  noteRead(read: CalendarRead, signal: AbortSignal): Promise<void>
}

/** One answer of one account's calendar. */
export interface CalendarRead {
  account: string
  calendar: Pick<CalendarApi, 'get'>
  /** What it showed at the time before. */
  known: readonly EventFacts[]
  events: readonly EventFacts[]
}

/** What noticing needs. */
export interface CalledOffDependencies {
  pairs: Pick<PairStore, 'list'>
  marks: MeetingMarkStore
  privates: Pick<PrivateStore, 'draftsOf'>
  documents: Pick<DocumentStore, 'segments'>
  views: PairViews
  host: DocumentHost
  timers: Timers
  nowMs: () => number
  /** An edit was committed. */
  onEdited: (pairId: string) => void
  report: (thrown: unknown) => void
}

/** A page may show an event as it was for a moment, and guests come late. */
const quietMs = 3_000

/** Events that a calendar no longer lists are asked for one by one; more than these wait for the next time. */
const askedAtOnce = 5

/** One that began longer ago is past: nobody needs to be told. */
const pastMs = 12 * 3_600_000

/** Builds it. */
export function createCalledOffNotice(dependencies: CalledOffDependencies): CalledOffNotice {
  const { pairs, marks, host, nowMs } = dependencies
  /** Stops the look at an event that is still being drawn. */
  const waiting = new Map<string, () => void>()

  const readPrepared = async (
    { pairId }: PairRecord,
    meeting: MeetingTimes,
  ): Promise<'shared' | 'drafts' | 'nothing'> => {
    const view = await dependencies.views.read(pairId, [meeting])
    const known = view?.meetings.find(({ key }) => key === meeting.key)
    if (known?.topics.some((topic) => !topic.isRemoved) === true) return 'shared'
    const drafts = await dependencies.privates.draftsOf(pairId, meeting.key)
    return drafts.length > 0 ? 'drafts' : 'nothing'
  }

  const write = async (record: PairRecord, meeting: MeetingTimes, isOff: boolean) => {
    const { pairId } = record
    const present = await dependencies.documents.segments(pairId)
    const segment = segmentForMeeting(meeting, nowMs(), present)
    const document = await host.open(pairId, [coreSegment, segment])
    try {
      callOffMeeting(document.replica, meeting, isOff, nowMs())
      await document.settled()
      dependencies.onEdited(pairId)
    } finally {
      document.release()
    }
  }

  /**
   * Only a change of this device's own finding is written: two devices whose calendars disagree must not
   * contradict each other for ever, and what a person said in the panel stands.
   */
  const keep = async (record: PairRecord, meeting: MeetingTimes, isOff: boolean): Promise<void> => {
    const { pairId } = record
    const before = (await marks.get(pairId, meeting.key))?.off ?? null
    if (!isOff && before === null) return
    const prepared = isOff ? await readPrepared(record, meeting) : 'nothing'
    const off = prepared === 'shared' ? 'said' : prepared === 'drafts' ? 'known' : null
    if (off === before || (isOff && (off === null || before === 'said'))) return
    if (off === 'said' || before === 'said') await write(record, meeting, isOff)
    await marks.update(pairId, meeting.key, (mark) => {
      const { off: _before, ...rest } = mark ?? {
        openedMs: null,
        seenNews: null,
        remindedStartMs: null,
      }
      return { ...rest, ...(off !== null && { off }), updatedMs: nowMs() }
    })
  }

  const considerOpened = async (facts: EventFacts): Promise<void> => {
    const own = await pairs.list()
    for (const record of own) {
      const known = record.meetings.find((one) => isSameEvent(one.facts, facts))
      // One of several events of a day: the others may take place.
      if (known?.alsoEvents !== undefined) continue
      if (known === undefined || isPast(known.key, facts, nowMs())) continue
      const takesPlace = judgeTakesPlace(facts, record)
      if (takesPlace !== null) await keep(record, timesOf(known.key, facts), !takesPlace)
    }
  }

  return {
    noteOpened(facts) {
      waiting.get(facts.eventId)?.()
      const cancel = dependencies.timers.after(quietMs, () => {
        waiting.delete(facts.eventId)
        considerOpened(facts).catch(dependencies.report)
      })
      waiting.set(facts.eventId, cancel)
    },

    async noteRead({ account, calendar, known, events }, signal) {
      let left = askedAtOnce
      for (const record of await pairs.list()) {
        if (record.account !== account || record.override === 'never') continue
        for (const { key, facts } of knownMeetings(record, known)) {
          if (isPast(key, facts, nowMs())) continue
          const meeting = timesOf(key, facts)
          const listed = events.find((one) => isSameEvent(one, facts))
          if (listed !== undefined) {
            const takesPlace = judgeTakesPlace(listed, record)
            if (takesPlace !== null) await keep(record, meeting, !takesPlace)
            continue
          }
          // Not listed is not cancelled: it may have been moved out of what was asked for.
          const mark = await marks.get(record.pairId, key)
          if (left === 0 || mark?.off !== undefined) continue
          if ((await readPrepared(record, meeting)) === 'nothing') continue
          left -= 1
          const answer = await calendar.get(facts.calendarId, facts.eventId, signal, facts)
          const takesPlace =
            answer.kind === 'gone'
              ? false
              : answer.kind === 'found'
                ? judgeTakesPlace(answer.event.facts, record)
                : null
          if (takesPlace !== null) await keep(record, meeting, !takesPlace)
        }
      }
    },
  }
}

/** Meetings of a pair that were opened on this device, or that the calendar showed before. */
function knownMeetings(
  record: PairRecord,
  before: readonly EventFacts[],
): { key: MeetingKey; facts: EventFacts }[] {
  const remembered = record.meetings.filter(({ facts }) => facts.host === 'google')
  const others = before.filter(
    (facts) =>
      judgeTakesPlace(facts, record) !== null &&
      !remembered.some((one) => isSameEvent(one.facts, facts)),
  )
  return [...remembered, ...others.map((facts) => ({ key: meetingKeyOf(facts), facts }))]
}

function isSameEvent(a: EventFacts, b: EventFacts): boolean {
  return a.host === b.host && a.eventId === b.eventId
}

function timesOf(key: MeetingKey, { startMs, day }: EventFacts): MeetingTimes {
  return { key, startMs, day }
}

function isPast(key: MeetingKey, facts: EventFacts, nowMs: number): boolean {
  const startMs = facts.startMs ?? startInKey(key) ?? Date.parse(`${facts.day ?? ''}T12:00:00Z`)
  // Of one without any time, only what is prepared for it tells whether anybody waits.
  return startMs < nowMs - pastMs
}
