import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import { createMapHandlers } from '../../../lib/background/map/map-handlers.ts'
import { createPairDigests } from '../../../lib/background/map/pair-digests.ts'
import { listUpcoming } from '../../../lib/background/upcoming/list-upcoming.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { endMeeting } from '../../../lib/document/edits/edit-lifecycle.ts'
import { describeMeeting } from '../../../lib/document/edits/edit-meeting.ts'
import { changePeriod } from '../../../lib/document/edits/edit-relation.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import { dialogueMapSchema } from '../../../lib/messaging/map-schemas.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'
import type { PairRecord } from '../../../lib/storage/ports.ts'
import { type Desk, openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'
import { unwrap } from '../../support/replica-world.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const dayMs = 24 * 3_600_000
const alone = { kind: 'page', path: '/map.html', tabId: null, isFramed: false } as const

function handlersOf(desk: Desk) {
  const opened = vi.spyOn(desk.host, 'open')
  const digests = createPairDigests({
    host: desk.host,
    documents: desk.stores.documents,
    session: desk.session,
    sha256: platformSha256,
    nowMs: desk.clock.nowMs,
    report: (thrown) => {
      throw thrown
    },
  })
  const handlers = createMapHandlers({
    pairs: desk.stores.pairs,
    digests,
    settings: desk.settings,
    upcoming: async () =>
      listUpcoming({
        records: await desk.stores.pairs.list(),
        caches: [],
        ownEmails: [],
        sha256: platformSha256,
        nowMs: desk.clock.nowMs(),
      }),
    nowMs: desk.clock.nowMs,
  })
  return { opened, map: async () => (await handlers['page/map']({}, alone)).map, handlers }
}

/** Ann's device, with consent given. */
async function openConsented() {
  const desk = openDesk(nowMs)
  await desk.settings.write({ hasConsented: true })
  return desk
}

async function hold(desk: Desk, record: PairRecord, name: string, atMs: number, kind: TopicKind) {
  const meeting = { key: `${name}@google.com|`, startMs: atMs, day: null }
  const segment = `y${new Date(atMs).getUTCFullYear()}`
  await desk.edit(record.pairId, ['core', segment], (replica) => {
    describeMeeting(replica, meeting, atMs)
    const choice = { meeting, owner: record.self.id, kind, suffix: null, nowMs: atMs }
    unwrap(pickTopic(replica, choice))
    endMeeting(replica, meeting, record.self.id, atMs)
  })
}

describe('answering the map', () => {
  it('tells partners, when it was last, when it will be, and topics by relation', async () => {
    const desk = await openConsented()
    await desk.meet(factsOf('past', nowMs - 7 * dayMs))
    const record = await desk.meet(factsOf('next', nowMs + dayMs))
    await desk.edit(record.pairId, ['core'], (replica) => changePeriod(replica, { kind: 'mentor' }))
    await hold(desk, record, 'past', nowMs - 7 * dayMs, 'career')
    const map = await handlersOf(desk).map()
    expect(dialogueMapSchema.parse(map)).toEqual(map)
    expect(map.relations).toEqual([
      {
        relation: 'mentor',
        partners: [
          {
            pairId: record.pairId,
            partner: record.partner,
            lastDay: '2026-11-18',
            next: { meeting: 'next@google.com|', startMs: nowMs + dayMs, day: '2026-11-26' },
            isClosed: false,
          },
        ],
      },
    ])
    const career = map.rows.find(({ kind }) => kind === 'career')
    expect(career?.cells.find(({ relation }) => relation === 'mentor')?.count).toBe(1)
    expect(map.suggestion).toEqual({ relation: 'diagonal', reason: 'never' })
  })

  it('knows a partner of whom nothing is stored yet, and not one the person put away', async () => {
    const desk = await openConsented()
    const record = await desk.meet(factsOf('past', nowMs - 7 * dayMs))
    const { map } = handlersOf(desk)
    expect((await map()).relations).toMatchObject([
      { relation: null, partners: [{ lastDay: '2026-11-18' }] },
    ])
    await desk.stores.pairs.update(record.pairId, (one) =>
      one === null ? null : { ...one, override: 'never' },
    )
    expect((await map()).relations).toEqual([])
  })

  it('does not call today’s coming 1-on-1 the last one', async () => {
    const desk = await openConsented()
    await desk.meet(
      factsOf('today', nowMs + 3_600_000, { startMs: null, endMs: null, day: '2026-11-25' }),
    )
    const [group] = (await handlersOf(desk).map()).relations
    expect(group?.partners[0]).toMatchObject({ lastDay: null, next: { day: '2026-11-25' } })
  })

  it('opens no document twice that is as it was, in a later life of the worker either', async () => {
    const desk = await openConsented()
    const record = await desk.meet(factsOf('past', nowMs - 7 * dayMs))
    await hold(desk, record, 'past', nowMs - 7 * dayMs, 'career')
    const first = handlersOf(desk)
    const map = await first.map()
    expect(first.opened).toHaveBeenCalledTimes(1)
    expect(await first.map()).toEqual(map)
    expect(first.opened).toHaveBeenCalledTimes(1)
    const later = handlersOf(desk)
    later.opened.mockClear()
    expect(await later.map()).toEqual(map)
    expect(later.opened).not.toHaveBeenCalled()
    await hold(desk, record, 'more', nowMs - dayMs, 'career')
    later.opened.mockClear()
    const [group] = (await later.map()).relations
    expect(group?.partners[0]?.lastDay).toBe('2026-11-24')
    expect(later.opened).toHaveBeenCalledTimes(1)
  })

  it('counts what was still to come when it was read, once that day is over', async () => {
    const desk = await openConsented()
    const record = await desk.meet(factsOf('next', nowMs + dayMs))
    await desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
      const meeting = { key: 'next@google.com|', startMs: nowMs + dayMs, day: null }
      describeMeeting(replica, meeting, nowMs)
      const choice = { meeting, owner: record.self.id, suffix: null, nowMs }
      unwrap(pickTopic(replica, { ...choice, kind: 'work' }))
    })
    const { map, opened } = handlersOf(desk)
    const countWork = async () =>
      (await map()).rows.find(({ kind }) => kind === 'work')?.cells.at(-1)?.count
    expect(await countWork()).toBe(0)
    desk.clock.atMs = nowMs + 2 * dayMs
    expect(await countWork()).toBe(1)
    expect(opened).toHaveBeenCalledTimes(1)
  })

  it('reads the years it counts, and older ones only until it finds when the two last talked', async () => {
    const desk = await openConsented()
    const record = await desk.meet(factsOf('past', Date.UTC(2022, 5, 1)))
    for (const year of [2021, 2022, 2023]) {
      await hold(desk, record, `in-${year}`, Date.UTC(year, 5, 1), 'work')
    }
    await desk.edit(record.pairId, ['core'], (replica) => changePeriod(replica, { kind: 'mentor' }))
    // As after a while: no document is in memory.
    await desk.host.discardAll()
    const { map, opened } = handlersOf(desk)
    const load = vi.spyOn(desk.stores.documents, 'load')
    const [group] = (await map()).relations
    expect(group?.partners[0]?.lastDay).toBe('2023-06-01')
    expect(new Set(load.mock.calls.map(([, segment]) => segment))).toEqual(
      new Set(['core', 'y2023']),
    )
    expect(opened).toHaveBeenCalledTimes(1)
  })

  it('tells a framed page nothing, and nobody anything before consent', async () => {
    const desk = openDesk(nowMs)
    await desk.meet(
      factsOf('past', nowMs - 7 * dayMs, {
        guests: [guestOf('ann@example.com'), guestOf('ben@example.com')],
      }),
    )
    const { map, handlers } = handlersOf(desk)
    expect((await map()).relations).toEqual([])
    await desk.settings.write({ hasConsented: true })
    await expect(handlers['page/map']({}, { ...alone, isFramed: true })).rejects.toThrow()
  })

  it('reads anew what session memory holds in a shape of another version', async () => {
    const desk = await openConsented()
    const record = await desk.meet(factsOf('past', nowMs - 7 * dayMs))
    await hold(desk, record, 'past', nowMs - 7 * dayMs, 'career')
    await desk.session.set({ 'map:digests': { [record.pairId]: { digest: 'older' } } })
    expect((await handlersOf(desk).map()).relations).toHaveLength(1)
  })
})
