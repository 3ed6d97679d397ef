import type {
  DeviceStore,
  DocumentList,
  DocumentStore,
  PairStore,
  SyncStateStore,
} from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'

/** Every store of this device, as the background uses them. */
export interface BackgroundStores {
  documents: DocumentStore & DocumentList
  pairs: PairStore
  privates: PrivateStore
  device: DeviceStore
  syncStates: SyncStateStore
}
