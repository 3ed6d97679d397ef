import type { DeviceStore, DocumentStore } from '../storage/ports.ts'
import type { StoredDocument, WriterIdentity } from '../sync/sync-dependencies.ts'
import type { DocumentHost } from './document-host.ts'

/** The stored document as sync sees it: writes go through the host, so that live copies hear of them. */
export function createStoredDocument(store: DocumentStore, host: DocumentHost): StoredDocument {
  return {
    segments: (pairId) => store.segments(pairId),
    load: (pairId, segment) => store.load(pairId, segment),
    merge: (pairId, segment, update) => host.merge(pairId, segment, update),
    replace: (pairId, segment, state, replacedCount, isNewLineage) =>
      host.replace(pairId, segment, state, replacedCount, isNewLineage),
    quarantine: (pairId, reason, bytes, atMs) => store.quarantine(pairId, reason, bytes, atMs),
  }
}

/**
 * The identities this device writes under. `applyRenewal` brings the new ones to live copies: the
 * background's own id, and another lease for every panel that writes under one of `retired`.
 */
export function createWriterIdentity(
  device: DeviceStore,
  drawId: () => number,
  applyRenewal: (ownId: number, retired: readonly number[]) => Promise<void>,
): WriterIdentity {
  return {
    clientIds: () => device.clientIds(),
    async renew(rewound) {
      const own = await device.ownClientId()
      const isOwnRewound = rewound.includes(own)
      if (isOwnRewound) await device.setOwnClientId(drawId())
      await device.retireClientIds(rewound.filter((id) => id !== own))
      await applyRenewal(await device.ownClientId(), rewound)
    },
  }
}

/** A Yjs client id: 32 random bits. https://docs.yjs.dev/api/y.doc */
export function drawClientId(randomBytes: (count: number) => Uint8Array): number {
  const bytes = randomBytes(4)
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
}
