import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createLastOutcome } from '../../../lib/background/last-outcome.ts'
import { createPartnerAddresses } from '../../../lib/background/partner-addresses.ts'
import { createPopupHandlers } from '../../../lib/background/popup/popup-handlers.ts'
import { createOverview } from '../../../lib/background/popup/popup-overview.ts'
import { listUpcoming } from '../../../lib/background/upcoming/list-upcoming.ts'
import { AppError } from '../../../lib/base/app-error.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { describeMeeting } from '../../../lib/document/edits/edit-meeting.ts'
import { writeMemo } from '../../../lib/document/edits/edit-memo.ts'
import { addPromise, setPromiseDone } from '../../../lib/document/edits/edit-promise.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import { setResponse } from '../../../lib/document/edits/edit-topic.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { segmentsOfOpenPromises } from '../../../lib/document/open-promises.ts'
import { popupViewSchema } from '../../../lib/messaging/popup-schemas.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { type Desk, openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'
import { unwrap } from '../../support/replica-world.ts'
import { draftOf } from '../../support/stored-records.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const dayMs = 24 * 3_600_000
const nextMs = nowMs + dayMs
const pastMs = nowMs - 7 * dayMs
const next = { key: 'next@google.com|', startMs: nextMs, day: null }
const past = { key: 'past@google.com|', startMs: pastMs, day: '2026-11-18' }

function overviewOf(desk: Desk) {
  return createOverview({
    pairs: desk.stores.pairs,
    privates: desk.stores.privates,
    views: desk.views,
    marks: desk.stores.marks,
    seen: desk.seen,
    upcoming: async () =>
      listUpcoming({
        records: await desk.stores.pairs.list(),
        caches: [],
        ownEmails: [],
        sha256: platformSha256,
        nowMs,
      }),
    calendarReadMs: async () => null,
    nowMs: desk.clock.nowMs,
  })
}

/** Ann's device, with a past and a coming 1-on-1 with Ben. */
async function openTwo() {
  const desk = openDesk(nowMs)
  await desk.meet(factsOf('past', pastMs))
  const record = await desk.meet(factsOf('next', nextMs))
  return { desk, record }
}

async function pick(
  desk: Desk,
  record: PairRecord,
  owner: string,
  kind: TopicKind,
  meeting: { key: string; startMs: number | null; day: string | null },
): Promise<string> {
  let id = ''
  await desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
    describeMeeting(replica, meeting, nowMs)
    const choice = { meeting, owner, kind, suffix: null, nowMs }
    id = unwrap(pickTopic(replica, choice)).topicId
  })
  return id
}

function handlersOf(
  desk: Desk,
  edited: string[] = [],
  lastAside = createLastOutcome(() => undefined),
) {
  return createPopupHandlers({
    overview: overviewOf(desk),
    upcoming: { refresh: async () => ({ hasNews: false, error: null }) },
    host: desk.host,
    lastAside,
    onEdited: (pairId) => edited.push(pairId),
    nowMs: desk.clock.nowMs,
  })
}
const alone = { kind: 'page', path: '/popup.html', tabId: null, isFramed: false } as const

describe('the popup’s overview', () => {
  it('tells of what comes: both people’s topics, drafts, and what carries over', async () => {
    const { desk, record } = await openTwo()
    const career = await pick(desk, record, record.partner.id, 'career', next)
    await desk.edit(record.pairId, ['y2026'], (replica) => setResponse(replica, career, 'listen'))
    await pick(desk, record, record.self.id, 'work', next)
    await pick(desk, record, record.partner.id, 'policy', past)
    await desk.stores.privates.putDraft(draftOf(record.pairId, 'd1', next.key))
    await desk.stores.privates.putDraft(draftOf(record.pairId, 'd2', undatedMeeting))
    const view = await overviewOf(desk)('whole')
    expect(popupViewSchema.parse(view)).toEqual(view)
    expect(view.meetings).toHaveLength(1)
    const [meeting] = view.meetings
    expect(meeting).toMatchObject({ meeting: next.key, startMs: nextMs, isUnseen: true })
    expect(meeting?.theirs.map((one) => [one.kind, one.response, one.isCarried])).toEqual([
      ['career', 'listen', false],
      ['policy', null, true],
    ])
    expect(meeting?.mine.map((one) => [one.kind, one.isDraft])).toEqual([
      ['work', false],
      ['wellbeing', true],
      ['wellbeing', true],
    ])
    expect(meeting?.eventUrl).toMatch(/^https:\/\/calendar\.google\.com\/calendar\/event\?eid=/)
  })

  it('shows two merged addresses as one person', async () => {
    const { desk, record } = await openTwo()
    const later = nextMs + 7 * dayMs
    const guests = [guestOf('ann@example.com'), guestOf('ben@new.example', { name: '弁' })]
    const now = await desk.meet(factsOf('later', later, { guests }))
    await pick(desk, record, record.self.id, 'work', past)
    await pick(desk, record, record.partner.id, 'policy', { ...past, key: undatedMeeting })
    await desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
      const memo = { meeting: past, topicId: null, kind: 'keep' as const, suffix: null, nowMs }
      unwrap(writeMemo(replica, { ...memo, by: record.self.id, text: '声から始める' }))
      unwrap(changePeriod(replica, { kind: 'mentor' }))
    })
    await desk.stores.pairs.update(record.pairId, (old) =>
      old === null ? null : { ...old, meetings: old.meetings.slice(0, 1) },
    )
    const before = await overviewOf(desk)('whole')
    expect(before.people.map(({ pairId }) => pairId)).toEqual([record.pairId])
    expect(before.meetings.map(({ mine, theirs }) => [mine.length, theirs.length])).toEqual([
      [0, 0],
    ])

    const addresses = createPartnerAddresses({
      pairs: desk.stores.pairs,
      host: desk.host,
      onEdited: () => undefined,
    })
    expect(await addresses.merge(now.pairId, record.pairId)).toBeNull()
    for (const extent of ['near', 'whole'] as const) {
      const view = await overviewOf(desk)(extent)
      expect(view.people).toEqual([])
      expect(view.meetings.map((one) => [one.pairId, one.relation])).toEqual([
        [now.pairId, 'mentor'],
      ])
      expect(view.meetings[0]?.mine.map(({ kind, isCarried }) => [kind, isCarried])).toEqual([
        ['work', true],
      ])
      expect(view.meetings[0]?.theirs.map(({ kind }) => kind)).toEqual(['policy'])
      expect(view.keeps.map(({ text }) => text)).toEqual(['声から始める'])
    }
    await addresses.separate(now.pairId, record.pairId)
    expect(await overviewOf(desk)('whole')).toEqual(before)
  })

  it('marks what is new until it was on the screen', async () => {
    const { desk, record } = await openTwo()
    await pick(desk, record, record.partner.id, 'career', next)
    const isUnseen = async () => (await overviewOf(desk)('whole')).meetings[0]?.isUnseen
    expect(await isUnseen()).toBe(true)
    await desk.seen.noteShown(record.pairId, next.key)
    expect(await isUnseen()).toBe(false)
    await pick(desk, record, record.partner.id, 'work', next)
    expect(await isUnseen()).toBe(true)
  })

  it('counts the topics it does not show', async () => {
    const { desk, record } = await openTwo()
    for (const kind of ['work', 'career', 'growth', 'policy'] as const) {
      await pick(desk, record, record.self.id, kind, next)
    }
    const [meeting] = (await overviewOf(desk)('whole')).meetings
    expect([meeting?.mine.length, meeting?.hiddenCount]).toEqual([3, 1])
  })

  it('lists my open promises by day, and what to keep in mind', async () => {
    const { desk, record } = await openTwo()
    const promise = { meeting: null, nowMs, whenWhere: '', dueDay: null }
    await desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
      describeMeeting(replica, past, nowMs)
      const mine = { ...promise, owner: record.self.id }
      unwrap(addPromise(replica, { ...mine, suffix: 'late', text: '日なし' }))
      unwrap(
        addPromise(replica, { ...mine, suffix: 'soon', text: '紹介する', dueDay: '2026-11-20' }),
      )
      const done = unwrap(addPromise(replica, { ...mine, suffix: 'done', text: '済み' }))
      unwrap(setPromiseDone(replica, done.promiseId, nowMs))
      unwrap(
        addPromise(replica, { ...promise, owner: record.partner.id, suffix: 'b', text: '相手' }),
      )
      unwrap(
        writeMemo(replica, {
          meeting: past,
          topicId: null,
          kind: 'keep',
          suffix: null,
          by: record.self.id,
          text: '週に一度、30分を押さえる',
          nowMs,
        }),
      )
    })
    const view = await overviewOf(desk)('whole')
    expect(view.promises.map(({ id, text }) => [id, text])).toEqual([
      ['y2026/soon', '紹介する'],
      ['y2026/late', '日なし'],
    ])
    expect(view.keeps.map(({ text }) => text)).toEqual(['週に一度、30分を押さえる'])
  })

  it('lists a promise of years ago until it is ticked off, and loads that year no longer', async () => {
    const { desk, record } = await openTwo()
    const words = { owner: record.self.id, text: '昔の約束', dueDay: null, whenWhere: '' }
    const meeting = { key: 'old@google.com|20230105T010000Z', startMs: null, day: null }
    await desk.edit(record.pairId, ['core', 'y2023', 'y2026'], (replica) => {
      describeMeeting(replica, past, nowMs)
      unwrap(addPromise(replica, { ...words, suffix: 'p', meeting, nowMs }))
    })
    const old = (await overviewOf(desk)('whole')).promises
    expect(old.map(({ id }) => id)).toEqual(['y2023/p'])
    const handlers = handlersOf(desk)
    const ticked = { pairId: record.pairId, promiseId: 'y2023/p', isDone: true }
    expect(await handlers['page/promise-done'](ticked, alone)).toEqual({ error: null })
    expect((await overviewOf(desk)('whole')).promises).toEqual([])
    await desk.edit(record.pairId, ['core'], (replica) => {
      expect(segmentsOfOpenPromises(replica)).toEqual([])
    })
  })

  it('lists people without a date, those for whom something waits first', async () => {
    const { desk } = await openTwo()
    const guests = (email: string) => [guestOf('ann@example.com'), guestOf(email)]
    await desk.meet(factsOf('c', pastMs, { guests: guests('cy@example.com') }))
    const dee = await desk.meet(factsOf('d', pastMs - dayMs, { guests: guests('dee@example.com') }))
    await pick(desk, dee, dee.self.id, 'growth', {
      key: undatedMeeting,
      startMs: null,
      day: null,
    })
    const { people } = await overviewOf(desk)('whole')
    expect(people.map((one) => [one.partner.email, one.waitingCount])).toEqual([
      ['dee@example.com', 1],
      ['cy@example.com', 0],
    ])
    expect(people[0]?.lastDay).toBe('2026-11-17')
  })

  it('reads for a first look only whom one meets next', async () => {
    const { desk, record } = await openTwo()
    const guests = [guestOf('ann@example.com'), guestOf('cy@example.com')]
    await desk.meet(factsOf('far', nextMs + 3 * dayMs, { guests }))
    await pick(desk, record, record.partner.id, 'career', next)
    const near = await overviewOf(desk)('near')
    expect(near.meetings.map((one) => [one.meeting, one.theirs.length])).toEqual([[next.key, 1]])
    expect(near.people).toEqual([])
    expect((await overviewOf(desk)('whole')).meetings).toHaveLength(2)
  })

  it('says nothing of a pair the person does not use Yohaku with', async () => {
    const { desk, record } = await openTwo()
    await pick(desk, record, record.partner.id, 'career', next)
    await desk.stores.pairs.update(record.pairId, (one) => one && { ...one, override: 'never' })
    const view = await overviewOf(desk)('whole')
    expect(view).toMatchObject({ meetings: [], promises: [], keeps: [], people: [] })
  })
})

describe('the popup’s requests', () => {
  it('tick a promise off, take it back, and refuse one that is not there', async () => {
    const { desk, record } = await openTwo()
    const promise = { owner: record.self.id, suffix: 'p1', text: 'x', dueDay: null, whenWhere: '' }
    await desk.edit(record.pairId, ['core'], (replica) => {
      unwrap(addPromise(replica, { ...promise, meeting: null, nowMs }))
    })
    const edited: string[] = []
    const handlers = handlersOf(desk, edited)
    const tick = (promiseId: string, isDone: boolean) =>
      handlers['page/promise-done']({ pairId: record.pairId, promiseId, isDone }, alone)
    const open = async () => (await overviewOf(desk)('whole')).promises.length
    expect(await tick('y2026/p1', true)).toEqual({ error: null })
    expect(await open()).toBe(0)
    expect(await tick('y2026/p1', false)).toEqual({ error: null })
    expect(await open()).toBe(1)
    expect((await tick('y2026/nothing', true)).error).not.toBeNull()
    expect((await tick('nothing', true)).error).not.toBeNull()
    expect(edited).toEqual([record.pairId, record.pairId])
  })

  it('wait for a text that was put aside with the press, and tell once that it could not be kept', async () => {
    const { desk } = await openTwo()
    const reported: unknown[] = []
    const lastAside = createLastOutcome((thrown) => reported.push(thrown))
    const handlers = handlersOf(desk, [], lastAside)
    const look = () => handlers['page/popup']({ extent: 'near' }, alone)
    let fail = (_: Error): void => undefined
    lastAside.begin(
      new Promise((_resolve, reject) => {
        fail = reject
      }),
    )
    const first = look()
    fail(new AppError('storage/quota', 'full'))
    await expect(first).rejects.toMatchObject({ code: 'storage/quota' })
    expect(reported).toHaveLength(1)
    expect((await look()).view).not.toBeNull()
    lastAside.begin(Promise.resolve())
    expect((await look()).view).not.toBeNull()
  })

  it('are refused to a page that stands in somebody’s page', async () => {
    const { desk } = await openTwo()
    const handlers = handlersOf(desk)
    const framed = { ...alone, tabId: 4, isFramed: true }
    await expect(handlers['page/popup']({ extent: 'whole' }, framed)).rejects.toThrow(
      'message/invalid',
    )
    await expect(handlers['page/popup-refresh']({}, framed)).rejects.toThrow('message/invalid')
  })
})
