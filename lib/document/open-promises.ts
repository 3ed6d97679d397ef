import type * as Y from 'yjs'
import { isPromiseOpen } from './read-promise.ts'
import { internalsOf } from './replica-internals.ts'
import { openPromisesRoot, rootPrefixes } from './roots.ts'
import { coreSegment, isSegmentId } from './segments.ts'
import type { Replica, SegmentId } from './types.ts'

/**
 * The segments in which `core` says that promises are open, by name; those of newer versions too. Load them
 * beside `segmentsToOpen`, where they are stored: a promise of years ago is shown until it is kept. Only a
 * hint: a segment named here may hold no open promise, and one that is loaded is read whether it is named or
 * not. Empty when `core` is not loaded. Costs a walk over a handful of names.
 */
export function segmentsOfOpenPromises(replica: Replica): SegmentId[] {
  const core = internalsOf(replica).doc(coreSegment)
  return core === null ? [] : [...new Set(namesIn(core))].sort()
}

/**
 * Says in `core` that a promise of `segment` has just been opened. Always a new entry, in place of the ones
 * that are known: who closes the last promise at the same time removes only the entries they know, so this
 * one stays. An array and not a map, because of two who write one key of a map, the one who then deletes it
 * may win.
 */
export function noteOpened(replica: Replica, segment: SegmentId): void {
  if (segment === coreSegment) return
  const core = internalsOf(replica).docToWrite(coreSegment)
  core.transact(() => {
    dropNames(core, segment)
    openPromisesArray(core).push([segment])
  })
}

/**
 * Makes what `core` says of the loaded segments true: names what is missing, and takes out a segment of which
 * every promise is closed. Writes nothing where nothing is wrong. A segment without any promise stays named:
 * its bytes may still be on their way.
 */
export function healOpenPromises(replica: Replica): void {
  const internals = internalsOf(replica)
  const core = internals.doc(coreSegment)
  const named = core === null ? [] : namesIn(core)
  for (const [segment, doc] of [...internals.docs()]) {
    if (segment === coreSegment) continue
    const standing = openness(doc)
    const isNamed = named.includes(segment)
    if (standing === 'open' && !isNamed) noteOpened(replica, segment)
    if (standing === 'closed' && isNamed && core !== null) dropNames(core, segment)
  }
}

function openness(doc: Y.Doc): 'open' | 'closed' | 'none' {
  let found: 'closed' | 'none' = 'none'
  for (const root of doc.share.keys()) {
    if (!root.startsWith(rootPrefixes.promise)) continue
    const map: Y.Map<unknown> = doc.getMap(root)
    if (map.size === 0) continue
    if (isPromiseOpen(map)) return 'open'
    found = 'closed'
  }
  return found
}

function namesIn(core: Y.Doc): SegmentId[] {
  return openPromisesArray(core)
    .toArray()
    .filter((name): name is SegmentId => typeof name === 'string' && isSegmentId(name))
}

function dropNames(core: Y.Doc, segment: SegmentId): void {
  const array = openPromisesArray(core)
  for (let at = array.length - 1; at >= 0; at--) {
    if (array.get(at) === segment) array.delete(at)
  }
}

function openPromisesArray(core: Y.Doc): Y.Array<unknown> {
  return core.getArray(openPromisesRoot)
}
