import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Sha256 } from '../../lib/base/hash.ts'
import { fail, ok } from '../../lib/base/result.ts'
import type { Gzip } from '../../lib/document/file-format/gzip.ts'
import type { ReadableWords } from '../../lib/document/file-format/render-readable.ts'

/** SHA-256 that finishes at once: the platform's own ends on another thread, out of virtual time. */
export const syncSha256: Sha256 = (bytes) =>
  new Uint8Array(createHash('sha256').update(bytes).digest())

/** Gzip that finishes at once. */
export const syncGzip: Gzip = {
  compress: (bytes) => new Uint8Array(gzipSync(bytes, { level: 1 })),
  decompress(bytes, maxSizeBytes) {
    try {
      return ok(new Uint8Array(gunzipSync(bytes, { maxOutputLength: maxSizeBytes })))
    } catch (thrown) {
      const isTooLarge = thrown instanceof RangeError
      return fail(isTooLarge ? 'too-large' : 'corrupt')
    }
  },
}

/** Words for the readable part; the simulator has no language. */
export const plainWords: ReadableWords = {
  title: '1-on-1',
  notice: 'Kept by Yohaku. Edits to this text are not taken over.',
  next: 'Next',
  undated: 'No date yet',
  past: 'Before',
  empty: 'Nothing chosen yet.',
  relation: 'Relation',
  untitled: 'Untitled',
  topics: {
    work: 'work',
    people: 'people',
    wellbeing: 'wellbeing',
    career: 'career',
    growth: 'growth',
    private: 'private',
    policy: 'policy',
    custom: 'custom',
  },
  responses: {
    advice: 'advice',
    together: 'together',
    listen: 'listen',
    view: 'view',
    report: 'report',
    other: 'other',
  },
  relations: { boss: 'boss', mentor: 'mentor', lateral: 'lateral', diagonal: 'diagonal' },
}
