import { expect, it } from 'vitest'
import { decodeUtf8 } from '../../../lib/base/bytes.ts'
import { systemRandom } from '../../../lib/base/clock.ts'
import { addPromise, setPromiseDone } from '../../../lib/document/edits/edit-promise.ts'
import { createDocumentTools } from '../../../lib/sync/create-document-tools.ts'
import type { SegmentToWrite } from '../../../lib/sync/document-tools.ts'
import { testWords } from '../../support/readable-words.ts'
import { ann, nowMs, pairId, replicaAs, unwrap } from '../../support/replica-world.ts'
import { syncGzip, syncSha256 } from '../../support/sync-gzip.ts'

it('FD14: shows promises of years ago in the readable part, and leaves years without them closed', async () => {
  const opened: number[] = []
  const tools = createDocumentTools({
    sha256: syncSha256,
    gzip: {
      ...syncGzip,
      decompress(bytes, maxSizeBytes) {
        opened.push(bytes.length)
        return syncGzip.decompress(bytes, maxSizeBytes)
      },
    },
    random: systemRandom,
    clock: { nowMs: () => nowMs },
    words: () => testWords,
  })
  const replica = replicaAs(1)
  const make = (year: number) => {
    const meeting = { key: `e@google.com|${year}0105T010000Z`, startMs: null, day: null }
    const words = { owner: ann, text: `made in ${year}`, dueDay: null, whenWhere: '' }
    return unwrap(addPromise(replica, { ...words, suffix: 'p', meeting, nowMs })).promiseId
  }
  const [kept] = [make(2022), make(2023), make(2026)]
  if (kept === undefined) return
  unwrap(setPromiseDone(replica, kept, nowMs))
  const written = await tools.encodeFile(
    pairId,
    new Map(replica.segments().map((id) => [id, { state: replica.encode(id) }])),
    [],
  )
  const decoded = await tools.decodeFile(unwrap(written), pairId)
  // The current year is written anew, the rest is carried, and comes in any order.
  const carried = unwrap(decoded).segments.toReversed()
  const segments = new Map<string, SegmentToWrite>(
    carried.map((keep) => [
      keep.id,
      keep.id === 'y2026' ? { state: replica.encode('y2026') } : { keep },
    ]),
  )
  opened.length = 0
  const text = decodeUtf8(unwrap(await tools.encodeFile(pairId, segments, [])))
  expect(text).toContain('made in 2023')
  expect(text).toContain('made in 2026')
  expect(text).not.toContain('made in 2022')
  expect(opened).toHaveLength(2)
})
