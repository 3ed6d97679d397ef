import { createHash } from 'node:crypto'
import { constants, gunzipSync, gzipSync } from 'node:zlib'
import type { Sha256 } from '../../lib/base/hash.ts'
import { fail, ok } from '../../lib/base/result.ts'
import type { Gzip } from '../../lib/document/file-format/gzip.ts'

/** Gzip that finishes at once, for tests and the simulator. */
export const syncGzip: Gzip = {
  compress: (bytes) => new Uint8Array(gzipSync(bytes, { level: 6 })),
  decompress(bytes, maxSizeBytes) {
    try {
      const finishFlush = constants.Z_FINISH
      return ok(new Uint8Array(gunzipSync(bytes, { maxOutputLength: maxSizeBytes, finishFlush })))
    } catch (thrown) {
      const isTooLarge = thrown instanceof RangeError
      return fail(isTooLarge ? 'too-large' : 'corrupt')
    }
  },
}

/** SHA-256 that finishes at once. */
export const syncSha256: Sha256 = (bytes) =>
  new Uint8Array(createHash('sha256').update(bytes).digest())
