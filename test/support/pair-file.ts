import { viewHash } from '../../lib/document/canonical-content.ts'
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
