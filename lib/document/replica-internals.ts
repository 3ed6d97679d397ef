import type * as Y from 'yjs'
import type { Replica, SegmentId } from './types.ts'

/** What the functions of this layer may do to a replica; never leaves `lib/document`. */
export interface ReplicaInternals {
  /** The live document of a segment; null when it is not loaded. */
  doc(segment: SegmentId): Y.Doc | null
  /** The live document of a segment, created empty when absent. */
  docToWrite(segment: SegmentId): Y.Doc
  /** Every loaded document. */
  docs(): Iterable<[SegmentId, Y.Doc]>
}

const registry = new WeakMap<Replica, ReplicaInternals>()

/** Remembers the internals of a replica that `createReplica` made. */
export function registerInternals(replica: Replica, internals: ReplicaInternals): void {
  registry.set(replica, internals)
}

/** The internals of a replica. Throws for an object that `createReplica` did not make: that is a bug. */
export function internalsOf(replica: Replica): ReplicaInternals {
  const internals = registry.get(replica)
  if (internals === undefined) throw new TypeError('not a replica of this layer')
  return internals
}
