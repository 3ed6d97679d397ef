import * as Y from 'yjs'
import { fail, ok, type Result } from '../base/result.ts'
import { createDoc } from './create-doc.ts'

/** Most structs one update may hold: five years of weekly 1-on-1s typed key by key have far fewer. */
export const maxStructCount = 200_000

/**
 * Yjs's V2 reader with a cap. V2 run-length-encodes its columns, so a few bytes can announce billions of
 * structs; counting each struct's info byte ends such an update before it fills the memory.
 */
class CappedDecoder extends Y.UpdateDecoderV2 {
  structCount = 0

  override readInfo(): number {
    this.structCount += 1
    if (this.structCount > maxStructCount) throw new RangeError('too many structs')
    return super.readInfo()
  }
}

/** Applies untrusted V2 bytes. May throw half-way: the document must then be thrown away or rebuilt. */
export function applyUntrusted(doc: Y.Doc, update: Uint8Array, origin: unknown): void {
  Y.applyUpdateV2(doc, update, origin, CappedDecoder)
}

/**
 * A fresh document from V2 bytes, oldest first; `corrupt` when any of them does not decode. The caller
 * destroys it.
 */
export function openScratch(updates: readonly Uint8Array[]): Result<Y.Doc, 'corrupt'> {
  const doc = createDoc()
  try {
    for (const update of updates) applyUntrusted(doc, update, 'scratch')
    return ok(doc)
  } catch {
    doc.destroy()
    return fail('corrupt')
  }
}

/** True when parts of what was applied wait for updates not yet seen. */
export function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}
