import * as Y from 'yjs'
import { hasPending, openScratch } from './decode-update.ts'

/** Stored entries as one state. */
export interface FoldedEntries {
  /**
   * Everything integrated, V2. Parts that wait for updates never seen are left out: a reader must refuse a
   * state that is not whole.
   */
  state: Uint8Array
  /** Positions of entries that do not decode; they are not in `state`. */
  badEntries: number[]
  /** True when something was left out because it waits. */
  isPending: boolean
}

/** Folds a segment's stored entries, oldest first. Never throws. */
export function foldEntries(entries: readonly Uint8Array[]): FoldedEntries {
  const whole = openScratch(entries)
  if (whole.ok) return { ...encodeIntegrated(whole.value), badEntries: [] }
  const badEntries: number[] = []
  const good: Uint8Array[] = []
  for (const [index, entry] of entries.entries()) {
    const alone = openScratch([entry])
    if (alone.ok) good.push(entry)
    else badEntries.push(index)
    if (alone.ok) alone.value.destroy()
  }
  const rest = openScratch(good)
  // Entries that decode alone may still not go together; then none of them can be trusted.
  if (!rest.ok) return { ...encodeIntegrated(new Y.Doc()), badEntries: [...entries.keys()] }
  return { ...encodeIntegrated(rest.value), badEntries }
}

/** True when a state holds no operation at all. */
export function isEmptyState(state: Uint8Array): boolean {
  const opened = openScratch([state])
  if (!opened.ok) return false
  const isEmpty = opened.value.store.clients.size === 0
  opened.value.destroy()
  return isEmpty
}

function encodeIntegrated(doc: Y.Doc): { state: Uint8Array; isPending: boolean } {
  const isPending = hasPending(doc)
  // Yjs would encode what waits along with the rest.
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  const state = Y.encodeStateAsUpdateV2(doc)
  doc.destroy()
  return { state, isPending }
}
