import { AppError } from '../base/app-error.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore } from '../storage/ports.ts'
import type { DocumentTools, SegmentToWrite } from '../sync/document-tools.ts'

/**
 * The whole stored document of a pair as the bytes of a new shared file. Throws
 * `AppError('file/too-large')` over the cap.
 */
export async function encodePairFile(
  pairId: PairId,
  store: DocumentStore,
  tools: DocumentTools,
): Promise<Uint8Array> {
  const segments = new Map<string, SegmentToWrite>()
  for (const name of await store.segments(pairId)) {
    const { state } = tools.fold(await store.load(pairId, name))
    if (!tools.isEmpty(state)) segments.set(name, { state })
  }
  const encoded = await tools.encodeFile(pairId, segments, [])
  if (!encoded.ok) throw new AppError('file/too-large', 'encode')
  return encoded.value
}
