import type { FileSegment } from '../document/file-format/file-segment.ts'
import type { FoldedState } from '../document/fold-updates.ts'
import type { DocumentTools } from './document-tools.ts'

/** States kept; a pair has two or three segments in use. */
const keptStates = 8

/**
 * The states last folded and unpacked, by hash. Most runs meet what the run before met: the file that was
 * just written, the storage nobody changed. A decode costs about 30 ms a year of meetings.
 */
export interface StateMemory {
  fold(sha256: string, entries: readonly Uint8Array[]): FoldedState
  /** As {@link DocumentTools.openSegment}. */
  open(segment: FileSegment): Promise<Uint8Array | null>
}

/** An empty memory over `tools`. */
export function createStateMemory(tools: DocumentTools): StateMemory {
  const folded = new Map<string, FoldedState>()
  const opened = new Map<string, Uint8Array>()
  return {
    fold(sha256, entries) {
      const state = folded.get(sha256) ?? tools.fold(entries)
      keep(folded, sha256, state)
      return state
    },
    async open(segment) {
      const known = opened.get(segment.sha256)
      const state = known ?? (await tools.openSegment(segment))
      if (state !== null) keep(opened, segment.sha256, state)
      return state
    },
  }
}

/** Maps keep the order of insertion: the first key is the one used longest ago. */
function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > keptStates && oldest !== undefined) map.delete(oldest)
}
