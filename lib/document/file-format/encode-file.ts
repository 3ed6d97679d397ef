import { encodeUtf8, toBase64 } from '../../base/bytes.ts'
import type { Sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { PairId } from '../../model/people.ts'
import { coreSegment } from '../segments.ts'
import type { FileSegment } from './file-segment.ts'
import { hashReadable } from './readable-hash.ts'
import { formatMajor, stateEnd, stateMarker, writeStateLine } from './state-lines.ts'

/** What a file is made of. */
export interface FileToEncode {
  pairId: PairId
  /** The readable part, Markdown from `renderReadable`. */
  readable: string
  /** Freshly packed and carried segments, in any order, each id once. */
  segments: readonly FileSegment[]
  /** Words of the header that a newer version wrote, from `decodeFile`; empty for a new file. */
  unknownWords: readonly string[]
}

const base64LineLength = 120

/**
 * The bytes of a file, format version 1; see FORMAT.md. The same input gives the same bytes. `too-large`
 * when a reader would have to refuse it: then nothing must be written.
 */
export async function encodeFile(
  file: FileToEncode,
  tools: { sha256: Sha256 },
): Promise<Result<Uint8Array, 'too-large'>> {
  if (file.segments.length > limits.segmentCount) return fail('too-large')
  // A marker inside the readable part would be harmless, and still must not be there to be found.
  const readable = file.readable.replaceAll(stateMarker, '').trimEnd()
  const header = await writeStateLine(
    {
      name: `yohaku-state/${formatMajor}`,
      words: [
        `pair=${file.pairId}`,
        'enc=yjs-v2',
        'gz=1',
        `segments=${file.segments.length}`,
        `readable=${await hashReadable(readable, tools.sha256)}`,
        ...file.unknownWords,
      ],
    },
    tools.sha256,
  )
  const parts = [readable, '', `<!-- ${header}`]
  for (const segment of inFileOrder(file.segments)) {
    const view = segment.view === null ? [] : [`view=${segment.view}`]
    const words = [`len=${segment.packed.length}`, `sha256=${segment.sha256}`, ...view]
    parts.push(
      await writeStateLine(
        { name: segment.id, words: [...words, ...segment.unknownWords] },
        tools.sha256,
      ),
      ...wrap(toBase64(segment.packed)),
    )
  }
  const bytes = encodeUtf8(`${[...parts, stateEnd].join('\n')}\n`)
  return bytes.length > limits.fileSizeBytes ? fail('too-large') : ok(bytes)
}

/** `core` first, the others by name: the same file whoever writes it. */
function inFileOrder(segments: readonly FileSegment[]): FileSegment[] {
  return [...segments].sort((a, b) => {
    if (a.id === coreSegment || b.id === coreSegment) return a.id === coreSegment ? -1 : 1
    return a.id < b.id ? -1 : 1
  })
}

function wrap(text: string): string[] {
  const lines: string[] = []
  for (let at = 0; at < text.length; at += base64LineLength) {
    lines.push(text.slice(at, at + base64LineLength))
  }
  return lines
}
