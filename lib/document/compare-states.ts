import * as Y from 'yjs'
import { equalBytes } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { canonicalContent } from './canonical-content.ts'
import { applyUntrusted, hasPending, openScratch } from './decode-update.ts'

/** How a local state of one segment stands to a remote one. */
export interface StateComparison {
  /** The remote already holds everything of the local state, deletions included: nothing to push. */
  isContained: boolean
  /**
   * Both hold the same operations by name, and yet read differently: a client id was used twice (sync
   * facts, trap 2). Only meaningful where the remote is contained in the local state too, that is after
   * merging it; then see `repairDivergence`.
   */
  isDiverged: boolean
}

/**
 * Compares two V2 states of one segment. State vectors do not see deletions, so snapshots with their delete
 * sets decide. `corrupt` when either does not decode. Equal bytes are answered without decoding.
 */
export function compareStates(
  remote: Uint8Array,
  local: Uint8Array,
): Result<StateComparison, 'corrupt'> {
  if (equalBytes(remote, local)) return ok({ isContained: true, isDiverged: false })
  const opened = openScratch([remote])
  if (!opened.ok) return opened
  const scratch = opened.value
  try {
    const before = Y.snapshot(scratch)
    const pendingBefore = pendingBytes(scratch)
    const textBefore = canonicalContent(scratch)
    applyUntrusted(scratch, local, 'compare')
    const isContained =
      Y.equalSnapshots(before, Y.snapshot(scratch)) && equalPending(pendingBefore, scratch)
    if (!isContained) return ok({ isContained, isDiverged: false })
    const own = openScratch([local])
    if (!own.ok) return own
    const isSameHistory = Y.equalSnapshots(before, Y.snapshot(own.value))
    const isDiverged = isSameHistory && canonicalContent(own.value) !== textBefore
    own.value.destroy()
    return ok({ isContained, isDiverged })
  } catch {
    return fail('corrupt')
  } finally {
    scratch.destroy()
  }
}

/**
 * One state out of several updates or states, oldest first. `corrupt` when one does not decode. Decodes
 * everything: keep it off the path of segments whose hash is known.
 */
export function mergeStates(updates: readonly Uint8Array[]): Result<Uint8Array, 'corrupt'> {
  const opened = openScratch(updates)
  if (!opened.ok) return opened
  const state = Y.encodeStateAsUpdateV2(opened.value)
  opened.value.destroy()
  return ok(state)
}

/** True when a V2 state decodes and is whole: nothing in it waits for updates it does not hold. */
export function isWholeState(state: Uint8Array): boolean {
  const opened = openScratch([state])
  if (!opened.ok) return false
  const isWhole = !hasPending(opened.value)
  opened.value.destroy()
  return isWhole
}

function pendingBytes(doc: Y.Doc): Uint8Array[] {
  return [
    doc.store.pendingStructs?.update ?? new Uint8Array(0),
    doc.store.pendingDs ?? new Uint8Array(0),
  ]
}

function equalPending(before: Uint8Array[], doc: Y.Doc): boolean {
  return pendingBytes(doc).every((bytes, at) => equalBytes(bytes, before[at] ?? new Uint8Array(0)))
}
