import * as Y from 'yjs'
import { equalBytes } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { canonicalContent } from './canonical-content.ts'
import { applyUntrusted, openScratch } from './decode-update.ts'
import { reusesIds } from './reused-ids.ts'

/** How two V2 states of one segment stand to each other. */
export interface StateComparison {
  /** The remote holds everything of the local state, deletions included: nothing to push. */
  isContained: boolean
  /** A V2 update with everything the local state lacks; null when it lacks nothing. */
  news: Uint8Array | null
  /**
   * A client id was used twice: both states hold different operations under the same name, or merging reads
   * differently in one order than in the other (sync facts, trap 2). Neither state vectors nor snapshots see
   * it. See `reusesIds` and `rebaseState`.
   */
  isDiverged: boolean
  /** Client ids under which the remote holds more than the local state. */
  aheadClientIds: number[]
}

/**
 * Compares two V2 states of one segment. State vectors do not see deletions, so snapshots with their delete
 * sets decide. `corrupt` when either does not decode. Equal bytes are answered without decoding.
 */
export function compareStates(
  remote: Uint8Array,
  local: Uint8Array,
): Result<StateComparison, 'corrupt'> {
  if (equalBytes(remote, local)) {
    return ok({ isContained: true, news: null, isDiverged: false, aheadClientIds: [] })
  }
  const remoteSide = openScratch([remote])
  if (!remoteSide.ok) return remoteSide
  const localSide = openScratch([local])
  if (!localSide.ok) return localSide
  const [theirs, ours] = [remoteSide.value, localSide.value]
  try {
    const localVector = Y.encodeStateVector(ours)
    const aheadClientIds = [...Y.decodeStateVector(Y.encodeStateVector(theirs))]
      .filter(([client, clock]) => clock > Y.getState(ours.store, client))
      .map(([client]) => client)
    const isReused = reusesIds(theirs, ours)
    const difference = Y.encodeStateAsUpdateV2(theirs, localVector)
    const isContained = !changes(theirs, local)
    const news = changes(ours, remote) ? difference : null
    const isDiverged = isReused || canonicalContent(theirs) !== canonicalContent(ours)
    return ok({ isContained, news, isDiverged, aheadClientIds })
  } catch {
    return fail('corrupt')
  } finally {
    theirs.destroy()
    ours.destroy()
  }
}

/**
 * The `isContained` of {@link compareStates} alone, at half the cost: true when `remote` holds everything of
 * `local`. `corrupt` when either does not decode.
 */
export function containsState(remote: Uint8Array, local: Uint8Array): Result<boolean, 'corrupt'> {
  if (equalBytes(remote, local)) return ok(true)
  const opened = openScratch([remote])
  if (!opened.ok) return opened
  try {
    return ok(!changes(opened.value, local))
  } catch {
    return fail('corrupt')
  } finally {
    opened.value.destroy()
  }
}

/** Applies `update` and tells whether `doc` lacked anything of it. Throws on bytes that do not decode. */
function changes(doc: Y.Doc, update: Uint8Array): boolean {
  const before = Y.snapshot(doc)
  const pendingBefore = pendingBytes(doc)
  applyUntrusted(doc, update, 'compare')
  if (!Y.equalSnapshots(before, Y.snapshot(doc))) return true
  // What waits for updates not yet seen is in no snapshot.
  return pendingBytes(doc).some((bytes, at) => !equalBytes(bytes, pendingBefore[at] ?? noBytes))
}

const noBytes = new Uint8Array(0)

function pendingBytes(doc: Y.Doc): Uint8Array[] {
  return [doc.store.pendingStructs?.update ?? noBytes, doc.store.pendingDs ?? noBytes]
}
