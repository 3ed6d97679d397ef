import * as Y from 'yjs'
import { fail, ok, type Result } from '../base/result.ts'
import { canonicalContent } from './canonical-content.ts'
import { applyUntrusted, openScratch } from './decode-update.ts'

/** How a local and a remote state of one segment stand to each other, seen from both sides. */
export interface StateRelation {
  /** The remote holds everything of the local state, deletions included. */
  isContained: boolean
  /** A V2 update with everything the local state lacks; null when it lacks nothing. */
  news: Uint8Array | null
  /**
   * Merging reads differently in one order than in the other: a client id was used twice for the same
   * clocks (sync facts, trap 2). Found before anything is written, also where one side has gone on.
   */
  isDivergent: boolean
  /** Client ids of which the remote holds more operations than the local state. */
  aheadClientIds: number[]
}

/** Relates two V2 states; `corrupt` when either does not decode. Costs two decodes and two merges. */
export function relateStates(
  local: Uint8Array,
  remote: Uint8Array,
): Result<StateRelation, 'corrupt'> {
  const ours = openScratch([local])
  if (!ours.ok) return ours
  const theirs = openScratch([remote])
  if (!theirs.ok) {
    ours.value.destroy()
    return theirs
  }
  try {
    return ok(relate(ours.value, theirs.value, local, remote))
  } catch {
    return fail('corrupt')
  } finally {
    ours.value.destroy()
    theirs.value.destroy()
  }
}

function relate(ours: Y.Doc, theirs: Y.Doc, local: Uint8Array, remote: Uint8Array): StateRelation {
  const oursBefore = Y.snapshot(ours)
  const theirsBefore = Y.snapshot(theirs)
  const aheadClientIds = [...theirsBefore.sv]
    .filter(([client, clock]) => clock > (oursBefore.sv.get(client) ?? 0))
    .map(([client]) => client)
  applyUntrusted(ours, remote, 'relate')
  applyUntrusted(theirs, local, 'relate')
  const lacksNothing = Y.equalSnapshots(oursBefore, Y.snapshot(ours))
  return {
    isContained: Y.equalSnapshots(theirsBefore, Y.snapshot(theirs)),
    // A difference by state vector still carries every deletion.
    news: lacksNothing ? null : Y.encodeStateAsUpdateV2(ours, encodeClocks(oursBefore.sv)),
    isDivergent: canonicalContent(ours) !== canonicalContent(theirs),
    aheadClientIds,
  }
}

function encodeClocks(clocks: Map<number, number>): Uint8Array {
  return Y.encodeStateVector(clocks)
}
