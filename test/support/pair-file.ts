import { createVetFile, type VetFile } from '../../lib/background/vet-file.ts'
import { viewHash } from '../../lib/document/canonical-content.ts'
import { decodeFile } from '../../lib/document/file-format/decode-file.ts'
import { encodeFile } from '../../lib/document/file-format/encode-file.ts'
import { packSegment } from '../../lib/document/file-format/file-segment.ts'
import type { Gzip } from '../../lib/document/file-format/gzip.ts'
import { renderReadable } from '../../lib/document/file-format/render-readable.ts'
import type { Replica } from '../../lib/document/types.ts'
import { testWords } from './readable-words.ts'
import { nowMs, unwrap } from './replica-world.ts'
import { syncGzip, syncSha256 } from './sync-gzip.ts'

/** The file of everything a replica has loaded. */
export async function fileOf(replica: Replica, gzip: Gzip = syncGzip): Promise<Uint8Array> {
  const segments = await Promise.all(
    replica
      .segments()
      .map(async (id) =>
        packSegment(
          { id, state: replica.encode(id), view: await viewHash(replica, id, syncSha256) },
          { gzip, sha256: syncSha256 },
        ),
      ),
  )
  const readable = renderReadable(replica.read(), testWords, nowMs)
  return unwrap(
    await encodeFile(
      { pairId: replica.pairId, readable, segments, unknownWords: [] },
      { sha256: syncSha256 },
    ),
  )
}

/** The file of a pair that has written nothing yet but one line of the readable part. */
export async function blankFileOf(pairId: string, line = '1on1'): Promise<Uint8Array> {
  const readable = `# ${line}\n`
  return unwrap(
    await encodeFile({ pairId, readable, segments: [], unknownWords: [] }, { sha256: syncSha256 }),
  )
}

/** The product's own check of a file that something named. */
export const vetFile: VetFile = createVetFile({
  decodeFile: (bytes, pairId) => decodeFile(bytes, pairId, { sha256: syncSha256 }),
})
