import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createElsewhere } from '../../../lib/background/elsewhere.ts'
import { createPartnerAddresses } from '../../../lib/background/partner-addresses.ts'
import { mergeMembers } from '../../../lib/document/edits/edit-alias.ts'
import { addPromise } from '../../../lib/document/edits/edit-promise.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { coreSegment } from '../../../lib/document/segments.ts'
import type { Replica } from '../../../lib/document/types.ts'
import { carryOver } from '../../../lib/model/carry-over.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import { meetingKeyOf } from '../../../lib/model/meeting.ts'
import type { PanelContext } from '../../../lib/model/panel-context.ts'
import { renameMembers } from '../../../lib/model/rename-members.ts'
import { timelineOf } from '../../../lib/model/timeline.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { sampleContext } from '../../gallery/sample-context.ts'
import { type Desk, openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'
import { unwrap } from '../../support/replica-world.ts'

const nowMs = Date.parse('2026-11-26T00:00:00Z')
const dayMs = 24 * 3_600_000

/** The weekly 1-on-1 of Mio with somebody of this address, in `week`. */
function weekly(email: string, week: number, name = '佐藤 花'): EventFacts {
  const startMs = nowMs + week * 7 * dayMs + 3_600_000
  return factsOf(`weekly${week}`, startMs, {
    iCalUid: 'weekly@google.com',
    originalStart: new Date(startMs).toISOString().replaceAll(/[-:]|\.000/g, ''),
    selfEmail: 'mio@example.com',
    calendarId: 'mio@example.com',
    guests: [
      guestOf('mio@example.com', { name: '森 みお' }),
      guestOf(email, { name, isOrganizer: true }),
    ],
    organizerEmail: email,
  })
}

const former = 'hana@former.example'
const current = 'hana@example.com'

interface Setting {
  desk: Desk
  addresses: ReturnType<typeof createPartnerAddresses>
  elsewhere: ReturnType<typeof createElsewhere>
  old: PairRecord
  now: PairRecord
}

async function start(): Promise<Setting> {
  const desk = openDesk(nowMs)
  const parts = { pairs: desk.stores.pairs, host: desk.host, onEdited: () => undefined }
  const addresses = createPartnerAddresses(parts)
  const elsewhere = createElsewhere({
    addresses,
    documents: desk.stores.documents,
    privates: desk.stores.privates,
    host: desk.host,
    onEdited: () => undefined,
    nowMs: desk.clock.nowMs,
  })
  const old = await desk.meet(weekly(former, 0))
  const now = await desk.meet(weekly(current, 1))
  return { desk, addresses, elsewhere, old, now }
}

const place = (facts: EventFacts) => ({
  key: meetingKeyOf(facts),
  startMs: facts.startMs,
  day: facts.day,
})

/** Both prepared for next week under the former address; a promise stands too. */
async function prepare({ desk, old }: Setting): Promise<string> {
  let mine = ''
  await desk.edit(old.pairId, [coreSegment, 'y2026'], (replica) => {
    const meeting = place(weekly(former, 1))
    mine = unwrap(
      pickTopic(replica, { meeting, owner: old.self.id, kind: 'career', suffix: null, nowMs }),
    ).topicId
    unwrap(
      pickTopic(replica, { meeting, owner: old.partner.id, kind: 'work', suffix: null, nowMs }),
    )
    addPromise(replica, {
      suffix: 'p1',
      owner: old.partner.id,
      text: '本を持ってくる',
      dueDay: null,
      whenWhere: '',
      meeting: null,
      nowMs,
    })
  })
  return mine
}

const kindsOf = async ({ addresses }: Setting, record: PairRecord) =>
  (await addresses.listFor(record.pairId)).map(({ partner, kind }) => [partner.email, kind])

const read = async ({ desk }: Setting, record: PairRecord) => {
  const view = await desk.views.read(record.pairId, [])
  if (view === null) throw new Error('nothing stored')
  return view
}

const contextOf = (record: PairRecord, facts: EventFacts): PanelContext =>
  sampleContext({
    pairId: record.pairId,
    self: record.self,
    partner: record.partner,
    meeting: {
      ...place(facts),
      title: '',
      endMs: facts.endMs,
      whenText: '',
      isPartnerDeclined: false,
    },
  })

describe('a partner who changes address in the middle of a series', () => {
  it('may be let in at either address once the person said so, and nobody else may', async () => {
    const setting = await start()
    const { addresses, old, now } = setting
    const mayReach = () =>
      Promise.all(
        [current, former, 'eve@example.com'].map((one) => addresses.isPartnerAt(now.pairId, one)),
      )
    expect(await mayReach()).toEqual([true, false, false])
    expect(await addresses.merge(now.pairId, old.pairId)).toBeNull()
    expect(await mayReach()).toEqual([true, true, false])
    expect((await addresses.listFor(now.pairId))[0]).toMatchObject({ provider: 'google' })
  })

  it('is asked about by name, and never merged unasked', async () => {
    const setting = await start()
    await setting.desk.meet(weekly('nao@example.com', 0, '高橋 なお'))
    expect(await kindsOf(setting, setting.now)).toEqual([
      [former, 'asked'],
      ['nao@example.com', 'other'],
    ])
    expect(await setting.addresses.othersOf(setting.now.pairId)).toEqual([])
    await setting.addresses.separate(setting.now.pairId, setting.old.pairId)
    expect(await kindsOf(setting, setting.now)).toContainEqual([former, 'other'])
    expect(await kindsOf(setting, setting.old)).toContainEqual([current, 'other'])
  })

  it('is one person once merged: what was prepared for the moved series waits in it', async () => {
    const setting = await start()
    await prepare(setting)
    const { addresses, elsewhere, old, now } = setting
    expect(await addresses.merge(now.pairId, old.pairId)).toBeNull()
    expect(await kindsOf(setting, now)).toEqual([[former, 'same']])
    expect(await kindsOf(setting, old)).toEqual([[current, 'same']])
    const others = await addresses.othersOf(now.pairId)
    expect(others.map(({ pairId }) => pairId)).toEqual([old.pairId])
    expect((await addresses.othersOf(old.pairId)).map(({ pairId }) => pairId)).toEqual([now.pairId])

    const here = { self: now.self.id, partner: now.partner.id }
    const there = { self: old.self.id, partner: old.partner.id }
    const beside = renameMembers(await read(setting, old), there, here)
    const meeting = place(weekly(current, 1))
    const carry = carryOver({ view: await read(setting, now), elsewhere: [beside], meeting, nowMs })
    expect(carry.topics.map(({ topic }) => [topic.kind, topic.owner]).sort()).toEqual([
      ['career', now.self.id],
      ['work', now.partner.id],
    ])
    expect(carry.promises.map(({ owner }) => owner)).toEqual([now.partner.id])
    expect(timelineOf([await read(setting, now), beside]).entries).toHaveLength(1)
    const push = await elsewhere.pushFor(contextOf(now, weekly(current, 1)), false)
    expect(push?.pairs).toMatchObject([{ pairId: old.pairId, ...there }])
  })

  it('is two again when it is taken back, with everything where it was', async () => {
    const setting = await start()
    await prepare(setting)
    const { addresses, elsewhere, old, now } = setting
    const before = await read(setting, old)
    await addresses.merge(now.pairId, old.pairId)
    expect((await read(setting, old)).aliases).toEqual({ [old.partner.id]: now.partner.id })
    await addresses.separate(old.pairId, now.pairId)
    expect(await read(setting, old)).toEqual(before)
    expect((await read(setting, now)).aliases).toEqual({})
    expect(await addresses.othersOf(now.pairId)).toEqual([])
    expect((await elsewhere.pushFor(contextOf(now, weekly(current, 1)), true))?.pairs).toEqual([])
  })

  it('is known on another device as soon as the merge has arrived there', async () => {
    const setting = await start()
    await prepare(setting)
    await setting.addresses.merge(setting.now.pairId, setting.old.pairId)
    const other = await start()
    for (const { pairId } of [setting.old, setting.now]) {
      for (const update of await setting.desk.stores.documents.load(pairId, coreSegment)) {
        await other.desk.host.merge(pairId, coreSegment, update)
      }
      await other.addresses.noteCommitted(pairId)
    }
    expect(await kindsOf(other, other.now)).toEqual([[former, 'same']])
    // Looking at the event again keeps it.
    await other.desk.meet(weekly(current, 1))
    expect(await kindsOf(other, other.now)).toEqual([[former, 'same']])
  })

  it('is not taken for somebody else because a partner’s document says so', async () => {
    const setting = await start()
    const { addresses, desk, old, now } = setting
    const claim = (replica: Replica) => mergeMembers(replica, old.partner.id, now.partner.id)
    await desk.edit(now.pairId, [coreSegment], claim)
    await addresses.noteCommitted(now.pairId)
    expect(await addresses.othersOf(now.pairId)).toEqual([])
    expect(await addresses.othersOf(old.pairId)).toEqual([])
    expect(await kindsOf(setting, now)).toEqual([[former, 'asked']])
    // Whoever says that it is so joins them for good.
    expect(await addresses.merge(now.pairId, old.pairId)).toBeNull()
    expect(await kindsOf(setting, now)).toEqual([[former, 'same']])
  })

  it('cannot be merged with oneself, or with a pair that is not known', async () => {
    const setting = await start()
    const { addresses, now } = setting
    expect(await addresses.merge(now.pairId, 'ab'.repeat(16))).toBe('message/invalid')
    expect(await addresses.merge(now.pairId, now.pairId)).toBe('message/invalid')
    expect((await read(setting, now).catch(() => null))?.aliases ?? {}).toEqual({})
  })
})

describe('what is kept under a merged address', () => {
  it('is ticked where it is, and a topic of mine is brought here with its words', async () => {
    const setting = await start()
    const topicId = await prepare(setting)
    const { addresses, elsewhere, old, now } = setting
    const context = contextOf(now, weekly(current, 1))
    const bring = {
      name: 'elsewhere' as const,
      pairId: old.pairId,
      edit: { do: 'bring-topic' as const, topicId },
    }
    expect(await elsewhere.run(bring, context)).toBe('message/invalid')
    await addresses.merge(now.pairId, old.pairId)
    const { privates } = setting.desk.stores
    const note = { meeting: 'm|', topicId, text: '自分だけの心づもり', updatedMs: nowMs }
    await privates.putNote({ ...note, pairId: old.pairId, id: 'n1' })
    expect(await elsewhere.run(bring, context)).toBeNull()
    expect(await privates.notesOf(old.pairId)).toEqual([])
    expect(await privates.notesOf(now.pairId)).toMatchObject([
      { text: note.text, topicId: expect.stringContaining('/career') },
    ])
    const brought = (await read(setting, now)).meetings.flatMap(({ topics }) => topics)
    expect(brought).toMatchObject([
      { kind: 'career', owner: now.self.id, meeting: context.meeting?.key, isRemoved: false },
    ])
    const left = (await read(setting, old)).meetings.flatMap(({ topics }) => topics)
    expect(left.find(({ id }) => id === topicId)?.isRemoved).toBe(true)
    // Answered too late, it is sent again.
    expect(await elsewhere.run(bring, context)).toBeNull()
    expect((await read(setting, now)).meetings.flatMap(({ topics }) => topics)).toHaveLength(1)

    const theirs = left.find(({ kind }) => kind === 'work')?.id ?? ''
    const takeTheirs = { ...bring, edit: { do: 'bring-topic' as const, topicId: theirs } }
    expect(await elsewhere.run(takeTheirs, context)).toBe('internal/unexpected')

    const promiseId = (await read(setting, old)).promises[0]?.id ?? ''
    const tick = { do: 'tick-promise' as const, promiseId, isDone: true }
    expect(await elsewhere.run({ ...bring, edit: tick }, context)).toBeNull()
    expect((await read(setting, old)).promises[0]?.isDone).toBe(true)
  })
})
