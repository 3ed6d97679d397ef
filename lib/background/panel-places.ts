import type { EventFacts } from '../model/event-facts.ts'
import { type MeetingKey, undatedMeeting } from '../model/meeting.ts'
import type { PanelMeeting } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { PairRecord, PairStore } from '../storage/ports.ts'
import type { PairViews } from './pair-views.ts'
import { panelMeetingOf } from './panel-context.ts'
import type { PanelPlace } from './panel-port.ts'
import type { UpcomingMeeting } from './upcoming/list-upcoming.ts'

/** What a panel outside a calendar page shows. */
export interface PlacedMeeting {
  record: PairRecord
  meeting: PanelMeeting
  /** Null for 日程未設定, and for a meeting only the document knows. */
  facts: EventFacts | null
}

/** Finds what a place names. */
export type ResolvePlace = (place: PanelPlace) => Promise<PlacedMeeting | null>

/**
 * Builds it. Null for a pair that is not known here, or that the person does not use Yohaku with. A meeting
 * nobody knows (an address typed by hand) is 日程未設定. A pair that only the calendar knows yet gets its record
 * now: opening it is the person's wish.
 */
export function createResolvePlace(dependencies: {
  pairs: PairStore
  views: PairViews
  findUpcoming: (pairId: PairId, meeting: MeetingKey) => Promise<UpcomingMeeting | null>
  /** Judges an event and keeps the pair it belongs to. */
  recognise: (facts: EventFacts) => Promise<unknown>
}): ResolvePlace {
  const { pairs, views } = dependencies

  const meetingOf = async (
    record: PairRecord,
    key: MeetingKey,
    upcoming: UpcomingMeeting | null,
  ): Promise<Omit<PlacedMeeting, 'record'>> => {
    const facts = upcoming?.facts ?? record.meetings.find((one) => one.key === key)?.facts ?? null
    const meeting = panelMeetingOf(facts, upcoming?.isPartnerDeclined ?? false)
    if (facts !== null) return { meeting: { ...meeting, key }, facts }
    const times = { key, startMs: null, day: null }
    const view = key === undatedMeeting ? null : await views.read(record.pairId, [times])
    const known = view?.meetings.find((one) => one.key === key)
    if (known === undefined) return { meeting, facts: null }
    return { meeting: { ...meeting, key, startMs: known.startMs, day: known.day }, facts: null }
  }

  return async ({ pairId, meeting }) => {
    const key = meeting ?? undatedMeeting
    const upcoming = key === undatedMeeting ? null : await dependencies.findUpcoming(pairId, key)
    if (upcoming !== null) {
      const isRemembered = (await pairs.get(pairId))?.meetings.some((one) => one.key === key)
      if (isRemembered !== true) await dependencies.recognise(upcoming.facts)
    }
    const record = await pairs.get(pairId)
    if (record === null || record.override === 'never') return null
    return { record, ...(await meetingOf(record, key, upcoming)) }
  }
}
