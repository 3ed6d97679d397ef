import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { decodeFile } from '../../../lib/document/file-format/decode-file.ts'
import { openSegment } from '../../../lib/document/file-format/file-segment.ts'
import type { Gzip } from '../../../lib/document/file-format/gzip.ts'
import { formatMajor } from '../../../lib/document/file-format/state-lines.ts'
import { fileOf } from '../../support/pair-file.ts'
import { pairId, unwrap } from '../../support/replica-world.ts'
import { samplePair } from '../../support/sample-pair.ts'
import { syncGzip, syncSha256 } from '../../support/sync-gzip.ts'

const folder = `${import.meta.dirname}/../../golden`

/** A gzip whose bytes depend on no platform. */
const plainGzip: Gzip = {
  compress: (bytes) => gzipSync(bytes, { level: 0, mtime: 0 }),
  decompress: syncGzip.decompress,
}

function pathOf(major: number): string {
  return `${folder}/pair-file-v${major}.md`
}

describe('golden files', () => {
  it('FF20: the current version writes exactly its golden file', async () => {
    const written = await fileOf(samplePair(), plainGzip)
    // A changed schema needs a new version and a new golden file, not a new text under the old name.
    // `YOHAKU_WRITE_GOLDEN=1` writes a file that does not exist yet, and never changes one that does.
    const isMissing = !existsSync(pathOf(formatMajor))
    if (isMissing && process.env.YOHAKU_WRITE_GOLDEN === '1') {
      writeFileSync(pathOf(formatMajor), written)
    }
    expect(Buffer.from(written).toString()).toBe(readFileSync(pathOf(formatMajor), 'utf8'))
  })

  it.each(Array.from({ length: formatMajor }, (_, at) => at + 1))(
    'FF20: the golden file of version %i still reads as what it says',
    async (major) => {
      const bytes = new Uint8Array(readFileSync(pathOf(major)))
      const decoded = unwrap(await decodeFile(bytes, pairId, { sha256: syncSha256 }))
      expect(decoded.isHandEdited).toBe(false)
      const replica = createReplica({ pairId })
      for (const segment of decoded.segments) {
        const state = unwrap(await openSegment(segment, { gzip: syncGzip }))
        unwrap(replica.load(segment.id, [state]))
      }
      expect(replica.read()).toEqual(samplePair().read())
    },
  )
})
