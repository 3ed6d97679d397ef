import * as Y from 'yjs'
import { createDoc } from './create-doc.ts'
import { applyUntrusted, hasPending, openScratch } from './decode-update.ts'

/** Several updates as one state. */
export interface FoldedState {
  /** A whole V2 state. What waits for updates never seen is left out of it. */
  state: Uint8Array
  /** Indexes of the updates that did not decode and were left out. */
  badEntries: number[]
  /** True when parts were left out of `state` because they wait: do not throw the updates away. */
  isPending: boolean
}

/** Folds updates or states of one segment, in any order, into one state. Never throws. */
export function foldUpdates(updates: readonly Uint8Array[]): FoldedState {
  const whole = openScratch(updates)
  if (whole.ok) return finish(whole.value, [])
  // One of them breaks off half-way and may spoil the document: find out which, one by one.
  const badEntries = updates.flatMap((update, index) => {
    const opened = openScratch([update])
    if (opened.ok) opened.value.destroy()
    return opened.ok ? [] : [index]
  })
  const good = openScratch(updates.filter((_, index) => !badEntries.includes(index)))
  if (good.ok) return finish(good.value, badEntries)
  return foldOneByOne(updates)
}

/** Each decodes alone, yet not together: keep every longest run of good ones. */
function foldOneByOne(updates: readonly Uint8Array[]): FoldedState {
  const badEntries: number[] = []
  let doc = createDoc()
  for (const [index, update] of updates.entries()) {
    const before = Y.encodeStateAsUpdateV2(doc)
    try {
      applyUntrusted(doc, update, 'fold')
    } catch {
      badEntries.push(index)
      doc.destroy()
      doc = createDoc()
      Y.applyUpdateV2(doc, before)
    }
  }
  return finish(doc, badEntries)
}

/** True when a V2 state holds nothing at all, not even a deletion. False for bytes that do not decode. */
export function isEmptyState(state: Uint8Array): boolean {
  const opened = openScratch([state])
  if (!opened.ok) return false
  const isEmpty = opened.value.store.clients.size === 0 && !hasPending(opened.value)
  opened.value.destroy()
  return isEmpty
}

/** True when a V2 state decodes and nothing in it waits for updates it does not hold. */
export function isWholeState(state: Uint8Array): boolean {
  const opened = openScratch([state])
  if (!opened.ok) return false
  const isWhole = !hasPending(opened.value)
  opened.value.destroy()
  return isWhole
}

function finish(doc: Y.Doc, badEntries: number[]): FoldedState {
  const isPending = hasPending(doc)
  // Yjs writes what waits into the state; nobody else could make sense of it. The document is thrown away.
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  const state = Y.encodeStateAsUpdateV2(doc)
  doc.destroy()
  return { state, badEntries, isPending }
}
