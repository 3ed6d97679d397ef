import { fromBase64 } from '../../../lib/base/bytes.ts'
import { systemClock } from '../../../lib/base/clock.ts'
import { createDocumentStore } from '../../../lib/storage/document-store.ts'
import { openMainDatabase } from '../../../lib/storage/schema.ts'

/** A pair's document as text, to be handed into a page. */
export interface StoredPair {
  pairId: string
  /** Segment name and base64 of its state. */
  segments: [string, string][]
}

/** Given by the build. */
declare const storedPair: StoredPair

/*
 * Runs inside a page of the extension and writes a document where the product keeps it, with the product's
 * own code: the way a document gets there by sync, without the days that takes.
 */
async function seed(): Promise<void> {
  const database = openMainDatabase()
  const store = createDocumentStore(database, { clock: systemClock, onCorrupt: () => undefined })
  for (const [segment, text] of storedPair.segments) {
    const state = fromBase64(text)
    if (state === null) throw new Error(`${segment} is not base64`)
    await store.append(storedPair.pairId, segment, state)
  }
  database.close()
}

Object.assign(globalThis, { seeded: seed() })
