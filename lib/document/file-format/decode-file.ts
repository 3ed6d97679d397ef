import { decodeUtf8, fromBase64, toHex } from '../../base/bytes.ts'
import type { Sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { PairId } from '../../model/people.ts'
import { isSegmentId } from '../segments.ts'
import type { FileSegment } from './file-segment.ts'
import { hashReadable } from './readable-hash.ts'
import {
  formatMajor,
  isSegmentLine,
  readStateLine,
  type StateLine,
  stateEnd,
  stateMarker,
  unknownWordsOf,
  valueOfWord,
} from './state-lines.ts'

/** A file that was understood. Segments are still packed: open only those whose hash is new. */
export interface DecodedFile {
  pairId: PairId
  segments: FileSegment[]
  /** Header words of a newer version; hand them to `encodeFile` so that they survive. */
  unknownWords: string[]
  /** A person changed the readable part, or wrote below the state. Their words are not taken over. */
  isHandEdited: boolean
}

/** Why a file cannot be used, and what may be done. */
export type DecodeFailure =
  /** Nothing but white space: push ours. */
  | { reason: 'empty' }
  /** Damaged, or no file of ours: put a copy aside, merge what is `intact`, push ours. */
  | { reason: 'corrupt'; intact: FileSegment[] }
  /** A good file of another pair: never merge, never write. */
  | { reason: 'foreign'; pairId: PairId }
  /** A newer major version, or an encoding we do not know: read-only, never write. */
  | { reason: 'newer-format' }
  /** Over a cap: not decoded. */
  | { reason: 'too-large' }

const headerKeys = ['pair', 'enc', 'gz', 'segments', 'readable']
const segmentKeys = ['len', 'sha256', 'view']

/**
 * Understands the bytes of a shared file, as FORMAT.md says. `expected` is the pair the file should belong
 * to; null accepts any (a file opened from a link). Never throws; nothing is unpacked here.
 */
export async function decodeFile(
  bytes: Uint8Array,
  expected: PairId | null,
  tools: { sha256: Sha256 },
): Promise<Result<DecodedFile, DecodeFailure>> {
  if (bytes.length > limits.fileSizeBytes) return fail({ reason: 'too-large' })
  const text = decodeUtf8(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
  if (text.trim() === '') return fail({ reason: 'empty' })
  const start = text.lastIndexOf(stateMarker)
  if (start < 0) return fail({ reason: 'corrupt', intact: [] })

  const end = text.indexOf(stateEnd, start)
  const block = text.slice(start + '<!--'.length, end < 0 ? undefined : end)
  const [headerText = '', ...lines] = block.split('\n')
  const header = await readStateLine(headerText, tools.sha256)
  const major = /^yohaku-state\/(\d{1,6})$/.exec(header?.name ?? '')?.[1]
  if (header === null || major === undefined) return fail({ reason: 'corrupt', intact: [] })
  if (Number(major) !== formatMajor) return fail({ reason: 'newer-format' })
  if (valueOfWord(header, 'enc') !== 'yjs-v2' || valueOfWord(header, 'gz') !== '1') {
    return fail({ reason: 'newer-format' })
  }
  const pairId = valueOfWord(header, 'pair') ?? ''
  if (!/^[0-9a-f]{32}$/.test(pairId)) return fail({ reason: 'corrupt', intact: [] })
  if (expected !== null && pairId !== expected) return fail({ reason: 'foreign', pairId })

  const groups = groupBySegment(lines)
  if (groups.length > limits.segmentCount) return fail({ reason: 'too-large' })
  const segments: FileSegment[] = []
  for (const group of groups) {
    const segment = await readSegment(group, tools.sha256)
    const isNew = segments.every(({ id }) => id !== segment?.id)
    if (segment !== null && isNew) segments.push(segment)
  }
  const isWhole = end >= 0 && segments.length === groups.length
  if (!isWhole || valueOfWord(header, 'segments') !== String(segments.length)) {
    return fail({ reason: 'corrupt', intact: segments })
  }
  const isTopChanged =
    valueOfWord(header, 'readable') !== (await hashReadable(text.slice(0, start), tools.sha256))
  const isTailChanged = text.slice(end + stateEnd.length).trim() !== ''
  return ok({
    pairId,
    segments,
    unknownWords: unknownWordsOf(header, headerKeys),
    isHandEdited: isTopChanged || isTailChanged,
  })
}

interface SegmentGroup {
  line: string
  base64: string[]
}

/** Lines before the first segment line belong to nothing; they make the file corrupt unless blank. */
function groupBySegment(lines: readonly string[]): SegmentGroup[] {
  const groups: SegmentGroup[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const last = groups.at(-1)
    if (last === undefined || isSegmentLine(line)) groups.push({ line, base64: [] })
    else last.base64.push(line)
  }
  return groups
}

async function readSegment(group: SegmentGroup, sha256: Sha256): Promise<FileSegment | null> {
  const line = await readStateLine(group.line, sha256)
  if (line === null || !isSegmentId(line.name)) return null
  const packed = fromBase64(group.base64.join('').replace(/\s+/g, ''))
  const expected = valueOfWord(line, 'sha256')
  if (packed === null || valueOfWord(line, 'len') !== String(packed.length)) return null
  if (toHex(await sha256(packed)) !== expected) return null
  return segmentOf(line, packed, expected)
}

function segmentOf(line: StateLine, packed: Uint8Array, sha256: string): FileSegment {
  return {
    id: line.name,
    packed,
    sha256,
    view: valueOfWord(line, 'view'),
    unknownWords: unknownWordsOf(line, segmentKeys),
  }
}
