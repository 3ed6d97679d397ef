import { AppError } from '../../lib/base/app-error.ts'
import { systemRandom } from '../../lib/base/clock.ts'
import { createDeviceStore } from '../../lib/storage/device-store.ts'
import { createDocumentStore } from '../../lib/storage/document-store.ts'
import { requestPersistence } from '../../lib/storage/persist.ts'
import { openMainDatabase } from '../../lib/storage/schema.ts'
import { documentStoreContract } from '../contract/document-store-contract.ts'

/** What the page offers to the test that drives it; each returns plain values. */
export interface StoragePage {
  caseNames: string[]
  /** The failure of a case as text; null when it passed. */
  runCase: (at: number) => Promise<string | null>
  /** Appends until `sizeBytes` are reached; the code it ended with, and what `load` returns then. */
  fill: (sizeBytes: number) => Promise<{ code: string | null; lengths: number[] }>
  leaseAtOnce: (count: number) => Promise<number[]>
  persistence: () => Promise<string>
}

const pageApi: StoragePage = {
  caseNames: documentStoreContract.map(({ name }) => name),
  async runCase(at) {
    try {
      await documentStoreContract[at]?.run(`contract-${at}`)
      return null
    } catch (thrown) {
      return thrown instanceof Error ? `${thrown.message}\n${thrown.stack}` : String(thrown)
    }
  },
  async fill(sizeBytes) {
    const store = createDocumentStore(openMainDatabase('quota'), {
      clock: { nowMs: () => 0 },
      onCorrupt: () => undefined,
    })
    const pairId = '0'.repeat(32)
    await store.append(pairId, 'core', new Uint8Array([1]))
    let code: string | null = null
    try {
      await store.append(pairId, 'core', crypto.getRandomValues(new Uint8Array(65_536)))
      const parts = Array.from({ length: Math.ceil(sizeBytes / 65_536) }, () =>
        crypto.getRandomValues(new Uint8Array(65_536)),
      )
      await store.append(pairId, 'core', new Uint8Array(await new Blob(parts).arrayBuffer()))
    } catch (thrown) {
      code = thrown instanceof AppError ? thrown.code : String(thrown)
    }
    const loaded = await store.load(pairId, 'core')
    return { code, lengths: loaded.map((bytes) => bytes.length) }
  },
  leaseAtOnce: (count) => {
    const store = createDeviceStore(openMainDatabase('device'), systemRandom)
    return Promise.all(
      Array.from({ length: count }, (_, at) => store.leaseClientId(`panel-${at}`, null)),
    )
  },
  persistence: () => requestPersistence(navigator.storage),
}

Object.assign(globalThis, { storagePage: pageApi })
