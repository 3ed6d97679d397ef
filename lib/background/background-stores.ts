import type {
  DeviceStore,
  DocumentStore,
  PairStore,
  PrivateStore,
  SyncStateStore,
} from '../storage/ports.ts'

/** Every store of this device, as the background uses them. */
export interface BackgroundStores {
  documents: DocumentStore
  pairs: PairStore
  drafts: PrivateStore
  device: DeviceStore
  syncStates: SyncStateStore
}
