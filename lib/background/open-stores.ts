import type { Clock, Random } from '../base/clock.ts'
import type { PairId } from '../model/people.ts'
import { createDeviceStore } from '../storage/device-store.ts'
import { createDocumentStore } from '../storage/document-store.ts'
import { createMeetingMarkStore } from '../storage/meeting-mark-store.ts'
import { createNameStore } from '../storage/name-store.ts'
import type { Database } from '../storage/open-database.ts'
import { createPairStore } from '../storage/pair-store.ts'
import { createPrivateStore } from '../storage/private-store.ts'
import { openMainDatabase, openPrivateDatabase } from '../storage/schema.ts'
import { createSyncStateStore } from '../storage/sync-state-store.ts'
import { createUpcomingStore } from '../storage/upcoming-store.ts'
import type { BackgroundStores } from './background-stores.ts'
import { createLenientDevice } from './lenient-device.ts'
import { createPairCache } from './pair-cache.ts'
import { drawClientId } from './sync-ports.ts'

/** The stores of this device, and the databases behind them for erasing. */
export interface OpenedStores {
  stores: BackgroundStores
  databases: { main: Database; privates: Database }
}

/** Opens every store; the databases themselves open on first use. `onCorrupt` is told of unreadable records. */
export function openStores(options: {
  clock: Clock
  random: Random
  onCorrupt: (pairId: PairId) => void
  report: (thrown: unknown) => void
}): OpenedStores {
  const main = openMainDatabase()
  const privates = openPrivateDatabase()
  const { clock, random, onCorrupt } = options
  return {
    stores: {
      documents: createDocumentStore(main, { clock, onCorrupt }),
      pairs: createPairCache(createPairStore(main, { clock, onCorrupt })),
      privates: createPrivateStore(privates),
      device: createLenientDevice(
        createDeviceStore(main, random),
        () => drawClientId((count) => random.bytes(count)),
        options.report,
      ),
      syncStates: createSyncStateStore(main),
      upcoming: createUpcomingStore(main),
      marks: createMeetingMarkStore(main),
      names: createNameStore(main),
    },
    databases: { main, privates },
  }
}
