import { systemRandom } from '../../../lib/base/clock.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { platformGzip } from '../../../lib/document/file-format/gzip.ts'
import type { SegmentId } from '../../../lib/document/types.ts'
import type { DocumentStore } from '../../../lib/storage/ports.ts'
import { createDocumentTools } from '../../../lib/sync/create-document-tools.ts'
import type { DocumentTools, SegmentToWrite } from '../../../lib/sync/document-tools.ts'
import { testWords } from '../../support/readable-words.ts'
import { typeBurst } from './hold-pair.ts'
import { type MadePair, pairId } from './make-pair.ts'

/** The sync engine's tools as the product binds them. */
export function makeTools(nowMs: number): DocumentTools {
  return createDocumentTools({
    sha256: platformSha256,
    gzip: platformGzip,
    random: systemRandom,
    clock: { nowMs: () => nowMs },
    words: () => testWords,
  })
}

/** The file of a pair whose years have all been uploaded. */
export async function makeFile(tools: DocumentTools, pair: MadePair): Promise<Uint8Array> {
  const segments = new Map<SegmentId, SegmentToWrite>(
    [...pair.segments].map(([segment, state]) => [segment, { state }]),
  )
  return bytesOf(await tools.encodeFile(pairId, segments, []))
}

/** The same file after the partner typed one more sentence into it. */
export async function makePartnerFile(tools: DocumentTools, pair: MadePair): Promise<Uint8Array> {
  const segment = currentSegment(pair)
  const state = pair.segments.get(segment)
  if (state === undefined) throw new Error('No current segment')
  const replica = createReplica({ pairId })
  replica.load(segment, [state])
  replica.setClientId(11)
  typeBurst(replica, pair.lastTopicId, 'A sentence by the partner.')
  const edited = replica.encode(segment)
  replica.destroy()
  return makeFile(tools, { ...pair, segments: new Map(pair.segments).set(segment, edited) })
}

/**
 * One upload after a typing burst: the current year is written anew, everything else keeps the bytes it has
 * in `known`. Answers with the bytes that would travel.
 */
export async function encodeUpload(
  tools: DocumentTools,
  store: DocumentStore,
  known: Uint8Array,
  pair: MadePair,
): Promise<Uint8Array> {
  const decoded = await tools.decodeFile(known, pairId)
  if (!decoded.ok) throw new Error(decoded.error.reason)
  const current = currentSegment(pair)
  const { state } = tools.fold(await store.load(pairId, current))
  const segments = new Map<SegmentId, SegmentToWrite>(
    decoded.value.segments.map((keep) => [keep.id, keep.id === current ? { state } : { keep }]),
  )
  return bytesOf(await tools.encodeFile(pairId, segments, decoded.value.unknownWords))
}

/**
 * One read that brings news: the file is checked, the one segment whose hash is new is opened and compared
 * with what is stored. Answers with the update that storage lacks.
 */
export async function takeNews(
  tools: DocumentTools,
  store: DocumentStore,
  file: Uint8Array,
  known: ReadonlySet<string>,
): Promise<Map<SegmentId, Uint8Array>> {
  const decoded = await tools.decodeFile(file, pairId)
  if (!decoded.ok) throw new Error(decoded.error.reason)
  const news = new Map<SegmentId, Uint8Array>()
  for (const segment of decoded.value.segments) {
    if (known.has(segment.sha256)) continue
    const state = await tools.openSegment(segment)
    if (state === null) throw new Error(`${segment.id} does not open`)
    const stored = tools.fold(await store.load(pairId, segment.id))
    const update = tools.compare(state, stored.state)?.news ?? null
    if (update !== null) news.set(segment.id, update)
  }
  return news
}

/** Hashes of the segments in a file. */
export async function segmentHashes(
  tools: DocumentTools,
  file: Uint8Array,
): Promise<ReadonlySet<string>> {
  const decoded = await tools.decodeFile(file, pairId)
  if (!decoded.ok) throw new Error(decoded.error.reason)
  return new Set(decoded.value.segments.map((segment) => segment.sha256))
}

/** The segment of the pair's last year. */
export function currentSegment(pair: MadePair): SegmentId {
  const last = [...pair.segments.keys()].sort().at(-1)
  if (last === undefined) throw new Error('An empty pair')
  return last
}

function bytesOf(
  encoded: { ok: true; value: Uint8Array } | { ok: false; error: string },
): Uint8Array {
  if (!encoded.ok) throw new Error(encoded.error)
  return encoded.value
}
