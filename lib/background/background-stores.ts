import type {
  DeviceStore,
  DocumentList,
  DocumentStore,
  MeetingMarkStore,
  NameStore,
  SyncStateStore,
  UpcomingStore,
} from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { PairCache } from './pair-cache.ts'

/** Every store of this device, as the background uses them. */
export interface BackgroundStores {
  documents: DocumentStore & DocumentList
  pairs: PairCache
  privates: PrivateStore
  device: DeviceStore
  syncStates: SyncStateStore
  upcoming: UpcomingStore
  marks: MeetingMarkStore
  names: NameStore
}
