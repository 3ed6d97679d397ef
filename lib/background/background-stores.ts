import type {
  DeviceStore,
  DocumentList,
  DocumentStore,
  MeetingMarkStore,
  PairStore,
  SyncStateStore,
  UpcomingStore,
} from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'

/** Every store of this device, as the background uses them. */
export interface BackgroundStores {
  documents: DocumentStore & DocumentList
  pairs: PairStore
  privates: PrivateStore
  device: DeviceStore
  syncStates: SyncStateStore
  upcoming: UpcomingStore
  marks: MeetingMarkStore
}
