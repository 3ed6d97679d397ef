import type {
  DeviceStore,
  DocumentList,
  DocumentStore,
  PairStore,
  PrivateStore,
  SyncStateStore,
} from '../storage/ports.ts'

/** Every store of this device, as the background uses them. */
export interface BackgroundStores {
  documents: DocumentStore & DocumentList
  pairs: PairStore
  drafts: PrivateStore
  device: DeviceStore
  syncStates: SyncStateStore
}
