import { AppError } from '../../base/app-error.ts'
import type { pageRequests } from '../../messaging/protocol.ts'
import type { SenderKind } from '../../messaging/sender.ts'
import type { RequestHandlers } from '../../messaging/serve-requests.ts'
import { type CalendarDay, dayInZone } from '../../model/calendar-day.ts'
import { dialogueMapOf } from '../../model/dialogue-map.ts'
import type { PairRecord, PairStore } from '../../storage/ports.ts'
import type { SettingsStore } from '../settings.ts'
import type { UpcomingMeeting } from '../upcoming/list-upcoming.ts'
import type { PairDigests } from './pair-digests.ts'

type MapRequests = Pick<typeof pageRequests, 'page/map'>
type PageSender = Extract<SenderKind, { kind: 'page' }>

/** What drawing the map needs. */
export interface MapHandlerDependencies {
  pairs: Pick<PairStore, 'list'>
  digests: PairDigests
  settings: Pick<SettingsStore, 'read'>
  /** 1-on-1s that are not over, soonest first. */
  upcoming: () => Promise<UpcomingMeeting[]>
  nowMs: () => number
}

/** Answers the map page. A page of ours that stands in somebody's page is told nothing. */
export function createMapHandlers(
  dependencies: MapHandlerDependencies,
): RequestHandlers<MapRequests, PageSender> {
  const { pairs, digests, settings, nowMs } = dependencies
  return {
    async 'page/map'(_input, sender) {
      if (sender.isFramed) throw new AppError('message/invalid', 'framed')
      const { hasConsented } = await settings.read()
      const records = hasConsented
        ? (await pairs.list()).filter(({ override }) => override !== 'never')
        : []
      const upcoming = hasConsented ? await dependencies.upcoming() : []
      const read = await digests.read(records.map(({ pairId }) => pairId))
      const mapped = records.map((record, at) => {
        const coming = upcoming.filter(({ pairId }) => pairId === record.pairId)
        const [next] = coming
        return {
          pairId: record.pairId,
          partner: record.partner,
          digest: read[at] ?? null,
          pastDays: pastDaysOf(
            record.meetings.filter(({ key }) => !coming.some((one) => one.key === key)),
            nowMs(),
          ),
          next:
            next === undefined ? null : { meeting: next.key, startMs: next.startMs, day: next.day },
        }
      })
      return { map: dialogueMapOf(mapped, dayInZone(nowMs())) }
    },
  }
}

/** Days of events that were opened in a calendar and are over. */
function pastDaysOf(meetings: PairRecord['meetings'], nowMs: number): CalendarDay[] {
  return meetings.flatMap(({ facts }) => {
    if (facts.startMs === null) return facts.day === null ? [] : [facts.day]
    return facts.startMs > nowMs ? [] : [facts.day ?? dayInZone(facts.startMs)]
  })
}
