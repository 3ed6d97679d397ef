import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { decodeFile } from '../../../lib/document/file-format/decode-file.ts'
import { openSegment } from '../../../lib/document/file-format/file-segment.ts'
import type { Gzip } from '../../../lib/document/file-format/gzip.ts'
import { carryOver } from '../../../lib/model/carry-over.ts'
import { fileOf } from '../../support/pair-file.ts'
import { meeting, nowMs, pairId, unwrap } from '../../support/replica-world.ts'
import { sampleLife } from '../../support/sample-life.ts'
import { syncGzip, syncSha256 } from '../../support/sync-gzip.ts'

/** Roots added within format 1: the file of version 1 keeps its own golden file, byte for byte. */
const path = `${import.meta.dirname}/../../golden/pair-file-v1-life.md`

/** A gzip whose bytes depend on no platform. */
const plainGzip: Gzip = {
  compress: (bytes) => gzipSync(bytes, { level: 0, mtime: 0 }),
  decompress: syncGzip.decompress,
}

describe('the golden file of a pair with a life', () => {
  it('FF20: is what today writes', async () => {
    const written = await fileOf(sampleLife(), plainGzip)
    // Written once with `YOHAKU_WRITE_GOLDEN=1`, and never changed afterwards.
    if (!existsSync(path) && process.env.YOHAKU_WRITE_GOLDEN === '1') writeFileSync(path, written)
    expect(Buffer.from(written).toString()).toBe(readFileSync(path, 'utf8'))
  })

  it('FF20: still reads as what it says', async () => {
    const bytes = new Uint8Array(readFileSync(path))
    const decoded = unwrap(await decodeFile(bytes, pairId, { sha256: syncSha256 }))
    expect(decoded.isHandEdited).toBe(false)
    const replica = createReplica({ pairId })
    for (const segment of decoded.segments) {
      const state = unwrap(await openSegment(segment, { gzip: syncGzip }))
      unwrap(replica.load(segment.id, [state]))
    }
    expect(replica.read()).toEqual(sampleLife().read())
    // One of everything, so that nothing of it can be forgotten.
    const view = replica.read()
    const memos = view.meetings.flatMap((one) => one.memos)
    expect(memos.some(({ isRemoved }) => isRemoved)).toBe(true)
    expect(memos.flatMap(({ nuances }) => nuances)).toHaveLength(1)
    expect(view.promises.map(({ isDone }) => isDone)).toEqual([false, true])
    expect(view.pastPeriods.map(({ closed }) => closed !== null)).toEqual([true])
    expect(Object.keys(view.aliases)).toHaveLength(1)
    expect(view.meetings.some(({ isCalledOff }) => isCalledOff)).toBe(true)
    const carried = carryOver({ view, meeting, nowMs })
    expect(carried.topics.map(({ topic }) => topic.kind)).toEqual([
      'wellbeing',
      'career',
      'growth',
      'private',
    ])
  })
})
