import { containsState } from '../document/compare-states.ts'
import { foldUpdates } from '../document/fold-updates.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore } from '../storage/ports.ts'

/** The stored segments of one pair that another pair's document does not hold yet, each as one whole state. */
export async function findMissingSegments(
  documents: Pick<DocumentStore, 'segments' | 'load'>,
  from: PairId,
  to: PairId,
): Promise<{ segment: string; state: Uint8Array }[]> {
  const missing: { segment: string; state: Uint8Array }[] = []
  for (const segment of await documents.segments(from)) {
    const { state } = foldUpdates(await documents.load(from, segment))
    const standing = foldUpdates(await documents.load(to, segment)).state
    const contained = containsState(standing, state)
    if (!contained.ok || !contained.value) missing.push({ segment, state })
  }
  return missing
}
