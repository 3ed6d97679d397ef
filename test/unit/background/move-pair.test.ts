import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createPairMover, type MoveDependencies } from '../../../lib/background/move-pair.ts'
import { createNameBook } from '../../../lib/background/name-book.ts'
import { recognise } from '../../../lib/background/recognise.ts'
import { createSettleNames } from '../../../lib/background/settle-names.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { coreSegment } from '../../../lib/document/segments.ts'
import type { AccountRef } from '../../../lib/model/account.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import { meetingKeyOf } from '../../../lib/model/meeting.ts'
import { noteIdOf } from '../../../lib/model/note-id.ts'
import type { PairOverride } from '../../../lib/model/one-on-one.ts'
import { memberIdOf, pairIdOf } from '../../../lib/model/people.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'

const startMs = Date.UTC(2026, 10, 25, 3)
const segment = 'y2026'

/** An event as Outlook's page tells it: names alone, and not whose page it is. */
function inOutlook(eventId: string, ...names: string[]): EventFacts {
  const guests = names.map((name) => ({ ...guestOf('', { name, answer: null }), email: null }))
  const none = { selfEmail: null, calendarId: null, iCalUid: null, organizerEmail: null }
  return factsOf(eventId, startMs, { host: 'outlook', source: 'dom', ...none, guests })
}

function openPeople(accounts: AccountRef[] = []) {
  const desk = openDesk(startMs)
  const { stores, host } = desk
  const names = createNameBook(stores.names, desk.random)
  const moved: [string, string][] = []
  const parts: MoveDependencies = {
    pairs: stores.pairs,
    documents: stores.documents,
    host,
    privates: stores.privates,
    marks: stores.marks,
    onMoved: async (from, to) => {
      moved.push([from, to])
    },
  }
  const ownAccounts = async () => accounts
  const judge = (facts: EventFacts, override?: PairOverride | null) =>
    recognise(facts, override === undefined ? null : { override }, {
      pairs: stores.pairs,
      names,
      sha256: platformSha256,
      nowMs: () => desk.clock.atMs,
      ownAccounts,
      report: (thrown) => {
        throw thrown
      },
    })
  const settlerOf = (dependencies: MoveDependencies) =>
    createSettleNames({
      pairs: stores.pairs,
      names,
      mover: createPairMover(dependencies),
      ownAccounts,
      sha256: platformSha256,
    })
  const settleWith = (dependencies: MoveDependencies) => settlerOf(dependencies)()
  /** A confirmed pair with a topic, a draft, a private note and a mark. */
  const prepare = async (facts: EventFacts): Promise<PairRecord> => {
    const { record } = await judge(facts, 'always')
    if (record === null) throw new Error('not a 1-on-1')
    const { pairId } = record
    const meeting = { key: meetingKeyOf(facts), startMs, day: null }
    await desk.edit(pairId, [coreSegment, segment], (replica) => {
      const choice = { meeting, owner: record.self.id, suffix: null, nowMs: startMs }
      pickTopic(replica, { ...choice, kind: 'career' })
    })
    await stores.privates.putDraft({
      id: `${segment}/${meeting.key}/${record.self.id}/private`,
      pairId,
      meeting: meeting.key,
      kind: 'private',
      title: '',
      response: 'listen',
      responseNote: '',
      note: '家のこと',
      order: 'a',
      createdMs: 1,
      updatedMs: 1,
    })
    const id = noteIdOf(pairId, meeting.key)
    const note = { id, pairId, meeting: meeting.key, topicId: null, text: '言いすぎない' }
    await stores.privates.putNote({ ...note, updatedMs: 1 })
    const seen = { openedMs: 5, seenNews: null, remindedStartMs: null, updatedMs: 5 }
    await stores.marks.update(pairId, meeting.key, () => seen)
    return record
  }
  /** Everything a person would miss, under one pair. */
  const contentOf = async (pairId: string, key: string) => {
    const view = await desk.views.read(pairId, [{ key, startMs, day: null }])
    return {
      topics: view?.meetings.flatMap((one) => one.topics.map((t) => [t.kind, t.owner])) ?? [],
      drafts: (await stores.privates.draftsOf(pairId, key)).map((one) => one.note),
      notes: (await stores.privates.notesOf(pairId)).map((one) => [one.id, one.text]),
      mark: (await stores.marks.get(pairId, key))?.openedMs ?? null,
    }
  }
  return { desk, stores, names, moved, parts, judge, settlerOf, settleWith, prepare, contentOf }
}

async function trueIds() {
  const self = await memberIdOf('ann@contoso.example', platformSha256)
  const partner = await memberIdOf('hanako@contoso.example', platformSha256)
  return { self, partner, pairId: await pairIdOf(self, partner, platformSha256) }
}

describe('a partner shown by name alone', () => {
  it('is asked about once, and then known by that name', async () => {
    const { judge } = openPeople()
    const facts = inOutlook('first', '佐藤 花子')
    expect(await judge(facts)).toMatchObject({ record: null, verdict: { isOffered: true } })
    const confirmed = await judge(facts, 'always')
    expect(confirmed.record?.partner).toMatchObject({ email: null, name: '佐藤 花子' })
    const again = await judge(inOutlook('second', '佐藤　花子'))
    expect(again.record?.pairId).toBe(confirmed.record?.pairId)
    expect(again.verdict.opensByItself).toBe(true)
  })

  it('is never asked about again after "never"', async () => {
    const { judge } = openPeople()
    await judge(inOutlook('first', '佐藤 花子'), 'never')
    const again = await judge(inOutlook('second', '佐藤 花子'))
    expect(again).toMatchObject({ record: null, verdict: { isOffered: false } })
  })

  it('never shares a pair with another person of the same name', async () => {
    const { judge, names } = openPeople()
    const first = inOutlook('first', '佐藤 花子')
    const { record } = await judge(first, 'always')
    const second = inOutlook('second', '佐藤 花子')
    if (record?.byName === undefined) throw new Error('not known by name')
    await names.chooseOther(second, record.byName, record)
    const other = await judge(second, 'always')
    expect(other.record?.pairId).not.toBe(record.pairId)
    expect((await judge(first)).record?.pairId).toBe(record.pairId)
    expect((await judge(second)).record?.pairId).toBe(other.record?.pairId)
    // A third event may be with either: asked, not guessed.
    expect((await judge(inOutlook('third', '佐藤 花子'))).record).toBeNull()
  })

  it('is found beside the viewer’s own name once that is known', async () => {
    const { judge, names } = openPeople()
    const facts = inOutlook('first', '佐藤 花子', '田中 圭')
    expect(await judge(facts)).toMatchObject({ record: null, verdict: { isOffered: true } })
    await names.choosePerson(facts, { name: '佐藤 花子', index: null, selfName: '田中 圭' })
    expect((await judge(facts, 'always')).record?.partner.name).toBe('佐藤 花子')
    const again = await judge(inOutlook('second', '田中 圭', '佐藤 花子'))
    expect(again.record?.partner.name).toBe('佐藤 花子')
  })

  it('keeps ids that another device does not come to, for they end in shared data', async () => {
    const ids = await Promise.all(
      [openPeople(), openPeople()].map(
        async ({ judge }) => (await judge(inOutlook('first', '佐藤 花子'), 'always')).record,
      ),
    )
    expect(ids[0]?.self.id).not.toBe(ids[1]?.self.id)
    expect(ids[0]?.partner.id).not.toBe(ids[1]?.partner.id)
  })
})

describe('a pair whose addresses become known', () => {
  const facts = inOutlook('first', '佐藤 花子')
  const key = meetingKeyOf(facts)
  const accounts: AccountRef[] = [{ provider: 'microsoft', email: 'ann@contoso.example' }]

  async function tellPartner(people: ReturnType<typeof openPeople>, record: PairRecord) {
    const place = record.byName?.place ?? ''
    const addresses = { partner: 'Hanako@Contoso.example', self: 'ann@contoso.example' }
    await people.names.tell(record.byName ?? null, place, addresses)
  }

  async function expectMoved(people: ReturnType<typeof openPeople>, old: PairRecord) {
    const { self, partner, pairId } = await trueIds()
    expect(await people.contentOf(pairId, key)).toEqual({
      topics: [['career', self]],
      drafts: ['家のこと'],
      notes: [[noteIdOf(pairId, key), '言いすぎない']],
      mark: 5,
    })
    expect((await people.stores.pairs.list()).map((one) => one.pairId)).toEqual([pairId])
    expect(await people.stores.pairs.get(pairId)).toMatchObject({
      account: 'ann@contoso.example',
      override: 'always',
      self: { id: self, email: 'ann@contoso.example' },
      partner: { id: partner, email: 'hanako@contoso.example', name: '佐藤 花子' },
    })
    expect((await people.contentOf(old.pairId, key)).notes).toEqual([])
    expect((await people.judge(facts)).record?.pairId).toBe(pairId)
  }

  it('goes on under its true key with everything in it', async () => {
    const people = openPeople()
    const old = await people.prepare(facts)
    await tellPartner(people, old)
    await people.settleWith(people.parts)
    await expectMoved(people, old)
    expect(people.moved).toEqual([[old.pairId, (await trueIds()).pairId]])
  })

  it('comes all the way where the address is told while the account is still being taken in', async () => {
    const connected: AccountRef[] = []
    const people = openPeople(connected)
    const old = await people.prepare(facts)
    const settle = people.settlerOf(people.parts)
    connected.push(...accounts)
    const first = settle()
    await tellPartner(people, old)
    await Promise.all([first, settle()])
    await expectMoved(people, old)
  })

  it('takes two steps where the account comes first', async () => {
    const people = openPeople(accounts)
    const old = await people.prepare(facts)
    expect(old.self.email).toBe('ann@contoso.example')
    await tellPartner(people, old)
    await people.settleWith(people.parts)
    await expectMoved(people, old)
  })

  it('stays where it is once a file is shared', async () => {
    const people = openPeople()
    const old = await people.prepare(facts)
    const file = { provider: 'onedrive' as const, fileId: 'f', url: '', createdMs: 1 }
    const state = { isMine: true, isAccessible: true, isShared: true, isAttached: false }
    await people.stores.pairs.update(old.pairId, (record) =>
      record === null ? null : { ...record, files: [{ ...file, ...state }] },
    )
    await tellPartner(people, old)
    await people.settleWith(people.parts)
    expect(people.moved).toEqual([])
  })

  it('merges into a pair that is there already, and loses neither note', async () => {
    const people = openPeople()
    const old = await people.prepare(facts)
    const { pairId } = await trueIds()
    const id = noteIdOf(pairId, key)
    const note = { id, pairId, meeting: key, topicId: null, text: 'もう書いたこと', updatedMs: 2 }
    await people.stores.privates.putNote(note)
    await tellPartner(people, old)
    await people.settleWith(people.parts)
    const { notes } = await people.contentOf(pairId, key)
    expect(notes).toEqual([[id, 'もう書いたこと\n言いすぎない']])
  })

  it('brings the note beside a topic to where the panel looks for it', async () => {
    const people = openPeople()
    const old = await people.prepare(facts)
    const { pairId } = await trueIds()
    const topicId = 'y2026/some-topic'
    const id = noteIdOf(old.pairId, key, topicId)
    const note = { id, pairId: old.pairId, meeting: key, topicId, text: '胸の内', updatedMs: 2 }
    await people.stores.privates.putNote(note)
    await tellPartner(people, old)
    await people.settleWith(people.parts)
    const { notes } = await people.contentOf(pairId, key)
    expect(notes).toContainEqual([noteIdOf(pairId, key, topicId), '胸の内'])
  })

  it('brings what a panel still wrote under the old key', async () => {
    const people = openPeople()
    const old = await people.prepare(facts)
    await tellPartner(people, old)
    await people.settleWith(people.parts)
    await people.desk.edit(old.pairId, [coreSegment, segment], (replica) => {
      const meeting = { key, startMs, day: null }
      const choice = { meeting, owner: old.self.id, suffix: null, nowMs: startMs }
      pickTopic(replica, { ...choice, kind: 'work' })
    })
    const mover = createPairMover(people.parts)
    await mover.follow(old.pairId)
    const { pairId } = await trueIds()
    const { topics } = await people.contentOf(pairId, key)
    expect(topics.map(([kind]) => kind)).toEqual(['career', 'work'])
    expect(await mover.current(old.pairId)).toBe(pairId)
  })

  it('loses nothing when the worker dies between any two steps, and again while it resumes', async () => {
    for (let deathAt = 1; deathAt < 40; deathAt++) {
      const people = openPeople()
      const old = await people.prepare(facts)
      await tellPartner(people, old)
      let calls = 0
      const mortal = killAt(people.parts, () => {
        calls += 1
        if (calls === deathAt) throw new Error('died')
      })
      const isDone = await people.settleWith(mortal).then(
        () => true,
        () => false,
      )
      if (!isDone) {
        let again = 0
        const once = killAt(people.parts, () => {
          again += 1
          if (again === Math.ceil(deathAt / 2)) throw new Error('died')
        })
        await createPairMover(once)
          .resume()
          .catch(() => undefined)
        await createPairMover(people.parts).resume()
        // The very first step is the note that it moves; before it nothing has happened yet.
        await people.settleWith(people.parts)
      }
      await expectMoved(people, old)
      if (isDone) {
        expect(deathAt).toBeGreaterThan(8)
        return
      }
    }
    throw new Error('the move never ended')
  })
})

/** The same dependencies, with `tick` before every write: what it throws is the worker's death. */
function killAt(parts: MoveDependencies, tick: () => void): MoveDependencies {
  const mortal = <T extends object>(target: T, writes: readonly string[]): T =>
    new Proxy(target, {
      get(object, name, receiver) {
        const value: unknown = Reflect.get(object, name, receiver)
        if (typeof value !== 'function' || !writes.includes(String(name))) return value
        return (...input: unknown[]) => {
          tick()
          return value.apply(object, input)
        }
      },
    })
  return {
    ...parts,
    pairs: mortal(parts.pairs, ['update']),
    host: mortal(parts.host, ['merge', 'open']),
    privates: mortal(parts.privates, ['putDraft', 'replaceNote']),
    marks: mortal(parts.marks, ['update']),
    onMoved(from, to) {
      tick()
      return parts.onMoved(from, to)
    },
  }
}
