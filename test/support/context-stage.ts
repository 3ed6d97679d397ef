import { absentTokens } from '../../lib/auth/absent-tokens.ts'
import { createEventTimes } from '../../lib/background/event-times.ts'
import { createFrameRegistry } from '../../lib/background/frames.ts'
import { createPanelContexts } from '../../lib/background/panel-contexts.ts'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import { openDesk } from './background-desk.ts'

/**
 * One person's background with what a calendar showed before, and a panel beside an event. Needs
 * `fake-indexeddb/auto`.
 */
export async function openContextStage(nowMs: number, stored: EventFacts[]) {
  const desk = openDesk(nowMs)
  const { stores } = desk
  const fail = (thrown: unknown) => {
    throw thrown
  }
  await stores.upcoming.put({
    account: 'ann@example.com',
    fetchedMs: nowMs,
    fromMs: nowMs,
    toMs: nowMs + 1,
    events: stored,
  })
  const frames = createFrameRegistry(desk.session, fail)
  const times = createEventTimes(stores.upcoming, fail)
  const contexts = createPanelContexts({
    stores,
    addresses: { othersOf: async () => [], listFor: async () => [] },
    frames,
    times,
    settings: desk.settings,
    providers: { tokensOf: () => absentTokens, accounts: async () => [] },
    naming: async () => null,
    host: desk.host,
    resolvePlace: async () => null,
    sync: () => ({ lastOutcome: () => null, isArrived: async () => false }),
    repairs: { of: async () => null },
    isOnline: () => true,
    browserLanguage: () => 'ja',
    nowMs: desk.clock.nowMs,
  } as never)
  return {
    desk,
    times,
    /** The meeting of a panel that is told what this page shows. */
    async meetingOf(facts: EventFacts) {
      const { pairId } = await desk.meet(facts)
      await frames.update(1, () => ({
        tabId: 1,
        site: facts.host,
        frameToken: 't',
        theme: null,
        pageLanguage: null,
        facts,
        isEventShown: true,
        pairId,
        isOffered: false,
        isPartnerDeclined: false,
        frameState: 'glance',
        near: null,
        trouble: null,
      }))
      const context = await contexts.contextFor({ tabId: 1, token: 't', place: null })
      return context?.meeting ?? null
    },
  }
}
