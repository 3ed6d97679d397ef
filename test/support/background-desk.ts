import { createDocumentHost, type DocumentHost } from '../../lib/background/document-host.ts'
import { createPairCache } from '../../lib/background/pair-cache.ts'
import { createPairViews, type PairViews } from '../../lib/background/pair-views.ts'
import { recognise } from '../../lib/background/recognise.ts'
import { createSeenKeeper, type SeenKeeper } from '../../lib/background/seen-keeper.ts'
import { createSettingsStore, type SettingsStore } from '../../lib/background/settings.ts'
import { platformSha256 } from '../../lib/base/hash.ts'
import { createReplica } from '../../lib/document/create-replica.ts'
import type { Replica } from '../../lib/document/types.ts'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import { createDeviceStore } from '../../lib/storage/device-store.ts'
import { createDocumentStore } from '../../lib/storage/document-store.ts'
import { createMeetingMarkStore } from '../../lib/storage/meeting-mark-store.ts'
import { createNameStore } from '../../lib/storage/name-store.ts'
import { createPairStore } from '../../lib/storage/pair-store.ts'
import type { DocumentStore, PairRecord } from '../../lib/storage/ports.ts'
import { createPrivateStore } from '../../lib/storage/private-store.ts'
import { openMainDatabase, openPrivateDatabase } from '../../lib/storage/schema.ts'
import { createSyncStateStore } from '../../lib/storage/sync-state-store.ts'
import { createUpcomingStore } from '../../lib/storage/upcoming-store.ts'
import { createMemoryArea } from './memory-area.ts'
import { seededRandom } from './replica-world.ts'

let desks = 0

/** The background's stores and what reads them, with a clock in the test's hand. Needs `fake-indexeddb/auto`. */
export function openDesk(startMs: number) {
  desks += 1
  const clock = { atMs: startMs, nowMs: () => clock.atMs }
  const random = seededRandom(desks)
  const main = openMainDatabase(`desk-${desks}`)
  const privates = openPrivateDatabase(`desk-private-${desks}`)
  const options = { clock, onCorrupt: () => undefined }
  const stores = {
    documents: createDocumentStore(main, options),
    pairs: createPairCache(createPairStore(main, options)),
    privates: createPrivateStore(privates),
    device: createDeviceStore(main, random),
    syncStates: createSyncStateStore(main),
    upcoming: createUpcomingStore(main),
    marks: createMeetingMarkStore(main),
    names: createNameStore(main),
  }
  const local = createMemoryArea()
  const settings: SettingsStore = createSettingsStore(local, createMemoryArea(), '')
  const newHost = (store: DocumentStore = stores.documents): DocumentHost =>
    createDocumentHost({
      store,
      makeReplica: (pairId) => createReplica({ pairId, random }),
      ownClientId: () => stores.device.ownClientId(),
      keepClientId: (clientId) => stores.device.setOwnClientId(clientId),
      report: (_pairId, code) => {
        throw new Error(code)
      },
      nowMs: clock.nowMs,
    })
  const host = newHost()
  const views: PairViews = createPairViews({
    host,
    documents: stores.documents,
    nowMs: clock.nowMs,
  })
  const seen: SeenKeeper = createSeenKeeper({
    pairs: stores.pairs,
    marks: stores.marks,
    views,
    sha256: platformSha256,
    nowMs: clock.nowMs,
  })
  return {
    clock,
    random,
    stores,
    databases: { main, privates },
    settings,
    session: createMemoryArea(),
    host,
    /** Another life of the worker: live documents made anew from the same disk. */
    newHost,
    views,
    seen,
    /** Opens an event in the calendar, as its page tells it. */
    async meet(facts: EventFacts): Promise<PairRecord> {
      const { record } = await recognise(facts, null, {
        pairs: stores.pairs,
        sha256: platformSha256,
        nowMs: clock.nowMs,
        names: null,
        ownAccounts: async () => [],
        report: (thrown) => {
          throw thrown
        },
      })
      if (record === null) throw new Error('not a 1-on-1')
      return record
    },
    /** Edits a stored pair document. */
    async edit(pairId: string, segments: string[], work: (replica: Replica) => void) {
      const document = await host.open(pairId, segments)
      work(document.replica)
      await document.settled()
      document.release()
    },
  }
}

/** See {@link openDesk}. */
export type Desk = ReturnType<typeof openDesk>
