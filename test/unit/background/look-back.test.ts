import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { openRecent } from '../../../lib/background/look-back.ts'
import { endMeeting } from '../../../lib/document/edits/edit-lifecycle.ts'
import { writeMemo } from '../../../lib/document/edits/edit-memo.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { keepInMind } from '../../../lib/model/carry-over.ts'
import { type Desk, openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'
import { unwrap } from '../../support/replica-world.ts'

const heldMs = Date.UTC(2026, 10, 25, 3, 0)
const may = Date.UTC(2027, 4, 20, 3, 0)
const held = { key: 'held@google.com|', startMs: heldMs, day: null }
const coming = { key: 'coming@google.com|', startMs: may + 3_600_000, day: null }

/** Two who met in November, and meet again in May. */
async function pauseForHalfAYear(): Promise<{ desk: Desk; pairId: string; self: string }> {
  const desk = openDesk(may)
  const { pairId, self } = await desk.meet(factsOf('coming', coming.startMs))
  await desk.edit(pairId, ['core', 'y2025', 'y2026', 'y2027'], (replica) => {
    const by = { owner: self.id, suffix: null, nowMs: heldMs }
    unwrap(pickTopic(replica, { ...by, meeting: held, kind: 'career' }))
    const memo = { meeting: held, topicId: null, kind: 'keep' as const, suffix: null }
    unwrap(writeMemo(replica, { ...memo, nowMs: heldMs, by: self.id, text: '声から始める' }))
    unwrap(endMeeting(replica, held, self.id, heldMs))
    unwrap(pickTopic(replica, { ...by, meeting: coming, kind: 'work' }))
    const old = { key: 'old@google.com|', startMs: Date.UTC(2025, 5, 1), day: null }
    unwrap(pickTopic(replica, { ...by, meeting: old, kind: 'growth' }))
  })
  return { desk, pairId, self: self.id }
}

const recent = async ({ desk, pairId }: Awaited<ReturnType<typeof pauseForHalfAYear>>) => {
  const present = await desk.stores.documents.segments(pairId)
  const { document, segments } = await openRecent(pairId, present, [], {
    host: desk.host,
    nowMs: desk.clock.nowMs,
  })
  document.release()
  return segments.toSorted()
}

describe('looking back over a new year', () => {
  it('finds what the two left before a pause, and no older year', async () => {
    const setting = await pauseForHalfAYear()
    expect(await recent(setting)).toEqual(['y2026', 'y2027'])
    const { desk, pairId } = setting
    const view = await desk.views.read(pairId, [coming])
    expect(keepInMind(view === null ? [] : [view], may).map(({ text }) => text)).toEqual([
      '声から始める',
    ])
  })

  it('opens no older year once this one has a 1-on-1 that is over', async () => {
    const setting = await pauseForHalfAYear()
    await setting.desk.edit(setting.pairId, ['y2027'], (replica) => {
      unwrap(endMeeting(replica, coming, setting.self, may))
    })
    expect(await recent(setting)).toEqual(['y2027'])
  })
})
