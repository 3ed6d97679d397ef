import type { EventFacts } from '../model/event-facts.ts'
import type { MeetingKey } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'
import type { BackgroundStores } from './background-stores.ts'
import type { composePeople } from './compose-people.ts'
import type { DocumentHost } from './document-host.ts'
import { createElsewhere } from './elsewhere.ts'
import type { EventTimes } from './event-times.ts'
import type { FrameRegistry } from './frames.ts'
import { createPairViews } from './pair-views.ts'
import { createPanelContexts } from './panel-contexts.ts'
import { createFactsOf } from './panel-facts.ts'
import type { PanelHub } from './panel-hub.ts'
import { createResolvePlace } from './panel-places.ts'
import { createPartnerAddresses } from './partner-addresses.ts'
import { createPrivateLane } from './private-lane.ts'
import type { Providers } from './providers.ts'
import type { RepairNotices } from './repair-notices.ts'
import type { SettingsStore } from './settings.ts'
import type { SyncService } from './sync-service.ts'
import type { UpcomingMeeting } from './upcoming/list-upcoming.ts'

/** What a panel is told: its pair and meeting, and what belongs beside them. */
export function composeContexts(parts: {
  stores: BackgroundStores
  host: DocumentHost
  frames: FrameRegistry
  times: EventTimes
  settings: SettingsStore
  providers: Providers
  people: ReturnType<typeof composePeople>
  repairs: RepairNotices
  sync: SyncService
  hub: () => Pick<PanelHub, 'refresh' | 'refreshPrivate'>
  findUpcoming: (pairId: PairId, meeting: MeetingKey) => Promise<UpcomingMeeting | null>
  /** An edit was committed by the background itself. */
  edited: (pairId: PairId) => void
  browserLanguage: () => string
  nowMs: () => number
  report: (thrown: unknown) => void
}) {
  const { stores, host, frames, settings, people, hub, edited, nowMs, report } = parts
  const recognise = (facts: EventFacts) => people.judge(facts, null)
  const addresses = createPartnerAddresses({ pairs: stores.pairs, host, onEdited: edited })
  const elsewhere = createElsewhere({
    addresses,
    documents: stores.documents,
    privates: stores.privates,
    host,
    onEdited: edited,
    nowMs,
  })
  const views = createPairViews({ host, documents: stores.documents, nowMs })
  const resolvePlace = createResolvePlace({
    pairs: stores.pairs,
    views,
    findUpcoming: parts.findUpcoming,
    recognise,
  })
  const contexts = createPanelContexts({
    stores,
    addresses,
    frames,
    times: parts.times,
    settings,
    providers: parts.providers,
    naming: people.naming,
    host,
    resolvePlace,
    recognise,
    repairs: parts.repairs,
    sync: () => parts.sync,
    isOnline: () => navigator.onLine,
    browserLanguage: parts.browserLanguage,
    nowMs,
    onStatusChanged: (pairId) => hub().refresh({ pairId }),
    report,
  })
  const lane = createPrivateLane({
    privates: stores.privates,
    pairs: stores.pairs,
    settings,
    othersOf: addresses.othersOf,
    onChanged: () => hub().refreshPrivate(),
  })
  return {
    contexts,
    addresses,
    elsewhere,
    views,
    lane,
    factsOf: createFactsOf({ frames, resolvePlace }),
  }
}
