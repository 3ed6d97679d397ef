import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createPutAside } from '../../../lib/background/put-aside.ts'
import type { UpcomingMeeting } from '../../../lib/background/upcoming/list-upcoming.ts'
import { limits } from '../../../lib/base/limits.ts'
import { shareDraft } from '../../../lib/document/edits/pick-topic.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'
import { replicaAs, unwrap } from '../../support/replica-world.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const dayMs = 24 * 3_600_000

async function openDrawer(meetings: UpcomingMeeting[] = []) {
  const desk = openDesk(nowMs)
  const record = await desk.meet(factsOf('past', nowMs - dayMs))
  const upcoming = meetings.map((one) => ({ ...one, pairId: record.pairId }))
  const putAside = createPutAside({
    ...desk.stores,
    upcoming: async () => upcoming,
    random: desk.random,
    nowMs: desk.clock.nowMs,
  })
  return { desk, record, putAside }
}

function meetingAt(startMs: number): UpcomingMeeting {
  const facts = factsOf('next', startMs)
  const person = { id: 'a'.repeat(16), email: null, name: '' }
  return {
    pairId: '',
    self: person,
    partner: person,
    key: 'next@google.com|',
    facts,
    startMs,
    endMs: startMs,
    day: '2026-11-26',
    isPartnerDeclined: false,
    isKnownPair: true,
  }
}

describe('putting selected text aside', () => {
  it('makes a draft of one’s own for the next meeting, on this device only', async () => {
    const { desk, record, putAside } = await openDrawer([meetingAt(nowMs + dayMs)])
    expect(await putAside(record.pairId, '  見積りの前提が変わりそう。  ')).toEqual({
      meeting: 'next@google.com|',
    })
    const [draft] = await desk.stores.privates.allDrafts()
    expect(draft).toMatchObject({
      pairId: record.pairId,
      meeting: 'next@google.com|',
      kind: 'custom',
      title: '見積りの前提が変わりそう。',
      note: '見積りの前提が変わりそう。',
      response: null,
    })
    expect(await desk.stores.documents.pairIds()).toEqual([])
    // The id is one the document accepts once it is shared.
    if (draft !== undefined) unwrap(shareDraft(replicaAs(3), draft))
  })

  it('waits without a date where none is known', async () => {
    const { desk, record, putAside } = await openDrawer()
    await putAside(record.pairId, 'いつか話したい')
    await putAside(record.pairId, 'もうひとつ')
    const drafts = await desk.stores.privates.draftsOf(record.pairId, undatedMeeting)
    expect(drafts.map(({ note }) => note).sort()).toEqual(['いつか話したい', 'もうひとつ'].sort())
    expect(new Set(drafts.map(({ order }) => order)).size).toBe(2)
    expect(drafts[0]?.id.startsWith('core/')).toBe(true)
  })

  it('takes a long text up to what a note holds, and a title that can be read', async () => {
    const { desk, record, putAside } = await openDrawer()
    const family = '👩‍👩‍👧‍👧'
    await putAside(record.pairId, `${family.repeat(50)}\n${'長'.repeat(limits.textLength)}`)
    const [draft] = await desk.stores.privates.allDrafts()
    expect(draft?.note.length).toBeLessThanOrEqual(limits.textLength)
    expect(draft?.note.isWellFormed()).toBe(true)
    expect(draft?.title.length).toBeLessThanOrEqual(limits.lineLength)
    expect(draft?.title.isWellFormed()).toBe(true)
    expect(draft?.title.startsWith(family)).toBe(true)
  })

  it('keeps nothing of an empty selection or an unknown pair', async () => {
    const { desk, record, putAside } = await openDrawer()
    expect(await putAside(record.pairId, ' \n ')).toBeNull()
    expect(await putAside('f'.repeat(32), 'text')).toBeNull()
    expect(await desk.stores.privates.allDrafts()).toEqual([])
  })
})
