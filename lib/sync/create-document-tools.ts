import type { Clock, Random } from '../base/clock.ts'
import type { Sha256 } from '../base/hash.ts'
import { viewHash } from '../document/canonical-content.ts'
import { compareStates, containsState } from '../document/compare-states.ts'
import { createReplica } from '../document/create-replica.ts'
import { decodeFile } from '../document/file-format/decode-file.ts'
import { encodeFile } from '../document/file-format/encode-file.ts'
import { type FileSegment, openSegment, packSegment } from '../document/file-format/file-segment.ts'
import type { Gzip } from '../document/file-format/gzip.ts'
import { type ReadableWords, renderReadable } from '../document/file-format/render-readable.ts'
import { foldUpdates, isEmptyState } from '../document/fold-updates.ts'
import { segmentsOfOpenPromises } from '../document/open-promises.ts'
import { rebaseState } from '../document/rebase-state.ts'
import { coreSegment, segmentsToOpen } from '../document/segments.ts'
import type { DocumentTools } from './document-tools.ts'

/** What the tools need from outside. */
export interface DocumentToolsParts {
  sha256: Sha256
  gzip: Gzip
  random: Random
  clock: Clock
  /** The words of the file's readable part, in the person's language. */
  words: () => Promise<ReadableWords> | ReadableWords
}

/** The tools on `lib/document`. */
export function createDocumentTools(parts: DocumentToolsParts): DocumentTools {
  const { sha256, gzip, random, clock } = parts

  async function open(segment: FileSegment): Promise<Uint8Array | null> {
    const opened = await openSegment(segment, { gzip })
    return opened.ok ? opened.value : null
  }

  return {
    decodeFile: (bytes, pairId) => decodeFile(bytes, pairId, { sha256 }),
    openSegment: open,
    async encodeFile(pairId, segments, unknownWords) {
      const nowMs = clock.nowMs()
      const replica = createReplica({ pairId, random })
      const packed: FileSegment[] = []
      try {
        const shown = segmentsToOpen([...segments.keys()], nowMs)
        // `core` first: it names further years to show.
        const ordered = [...segments].sort(
          ([a], [b]) => Number(b === coreSegment) - Number(a === coreSegment),
        )
        for (const [id, segment] of ordered) {
          if ('keep' in segment) {
            // Only what a person can read in the file is unpacked; older years are carried as they are.
            const state = shown.includes(id) ? await open(segment.keep) : null
            if (state !== null) replica.load(id, [state])
            packed.push(segment.keep)
          } else {
            replica.load(id, [segment.state])
            const view = await viewHash(replica, id, sha256)
            packed.push(await packSegment({ id, state: segment.state, view }, { gzip, sha256 }))
          }
          if (id === coreSegment) shown.push(...segmentsOfOpenPromises(replica))
        }
        const readable = renderReadable(replica.read(), await parts.words(), nowMs)
        return await encodeFile({ pairId, readable, segments: packed, unknownWords }, { sha256 })
      } finally {
        replica.destroy()
      }
    },
    fold: foldUpdates,
    isEmpty: isEmptyState,
    compare(remote, local) {
      const compared = compareStates(remote, local)
      return compared.ok ? compared.value : null
    },
    contains(remote, local) {
      const contained = containsState(remote, local)
      return contained.ok && contained.value
    },
    rebase(segment, remote, local) {
      // An id that is already taken is refused; the next one is not.
      for (let attempt = 0; attempt < 8; attempt++) {
        const rebased = rebaseState(segment, remote, local, drawClientId(random))
        if (rebased.ok) return rebased.value
      }
      throw new TypeError('a checked state does not decode')
    },
  }
}

/** A Yjs client id: 32 bits, never 0. */
function drawClientId(random: Random): number {
  const [a = 0, b = 0, c = 0, d = 1] = random.bytes(4)
  return a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d || 1
}
