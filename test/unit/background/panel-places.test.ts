import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { absentTokens } from '../../../lib/auth/absent-tokens.ts'
import { createFrameRegistry } from '../../../lib/background/frames.ts'
import { createPanelContexts } from '../../../lib/background/panel-contexts.ts'
import { createPanelHub } from '../../../lib/background/panel-hub.ts'
import { createResolvePlace } from '../../../lib/background/panel-places.ts'
import { wrapPanelPort } from '../../../lib/background/panel-port.ts'
import { createPrivateLane } from '../../../lib/background/private-lane.ts'
import type { SyncService } from '../../../lib/background/sync-service.ts'
import type { UpcomingMeeting } from '../../../lib/background/upcoming/list-upcoming.ts'
import { listUpcoming } from '../../../lib/background/upcoming/list-upcoming.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import type { PanelPush } from '../../../lib/messaging/protocol.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'
import { unwrap } from '../../support/replica-world.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const dayMs = 24 * 3_600_000
const nextKey = 'next@google.com|'
const token = 'f'.repeat(32)

/** A panel's end of the line, with everything it was told. */
function makePort(framingTabId: number | null) {
  const pushes: PanelPush[] = []
  let isClosed = false
  let hear: (message: unknown) => void = () => undefined
  const port = wrapPanelPort(
    {
      postMessage: (push: PanelPush) => pushes.push(push),
      disconnect: () => {
        isClosed = true
      },
      onMessage: {
        addListener: (listener: typeof hear) => {
          hear = listener
        },
      },
      onDisconnect: { addListener: () => undefined },
    } as never,
    framingTabId,
  )
  return {
    port,
    pushes,
    isClosed: () => isClosed,
    say: (message: unknown) => hear(message),
    context: () =>
      pushes.flatMap((one) => (one.type === 'panel/context' ? [one.context] : [])).at(-1) ?? null,
  }
}

async function openHub() {
  const desk = openDesk(nowMs)
  const { stores } = desk
  const record = await desk.meet(factsOf('past', nowMs - 7 * dayMs))
  const frames = createFrameRegistry(desk.session, (thrown) => {
    throw thrown
  })
  const caches = [
    {
      account: 'ann@example.com',
      fetchedMs: nowMs,
      fromMs: nowMs,
      toMs: nowMs + 14 * dayMs,
      events: [
        factsOf('next', nowMs + dayMs),
        factsOf('fresh', nowMs + dayMs, {
          guests: factsOf('x', 0).guests.map((guest) =>
            guest.email === 'ben@example.com' ? { ...guest, email: 'cy@example.com' } : guest,
          ),
        }),
      ],
    },
  ]
  const upcoming = async (): Promise<UpcomingMeeting[]> =>
    listUpcoming({
      records: await stores.pairs.list(),
      caches,
      ownEmails: ['ann@example.com'],
      sha256: platformSha256,
      nowMs,
    })
  const shown: [string, string][] = []
  const contexts = createPanelContexts({
    stores,
    addresses: { othersOf: async () => [], listFor: async () => [] },
    frames,
    times: { of: async () => null },
    settings: desk.settings,
    providers: { tokensOf: () => absentTokens, accounts: async () => [] },
    naming: async () => null,
    host: desk.host,
    resolvePlace: createResolvePlace({
      pairs: stores.pairs,
      views: desk.views,
      findUpcoming: async (pairId, key) =>
        (await upcoming()).find((one) => one.pairId === pairId && one.key === key) ?? null,
      recognise: desk.meet,
    }),
    sync: () =>
      ({ lastOutcome: () => null, isArrived: async () => false }) as unknown as SyncService,
    repairs: { of: async () => null } as never,
    isOnline: () => true,
    browserLanguage: () => 'ja',
    nowMs: desk.clock.nowMs,
  } as never)
  const hub = createPanelHub({
    host: desk.host,
    device: stores.device,
    contextFor: contexts.contextFor,
    segmentsFor: contexts.segmentsFor,
    elsewhereFor: async () => null,
    privateFor: createPrivateLane({
      privates: stores.privates,
      pairs: stores.pairs,
      othersOf: async () => [],
      settings: desk.settings,
      onChanged: () => undefined,
    }).pushFor,
    erasures: async () => 0,
    isKnownPair: async () => true,
    run: async () => null,
    onEdited: () => undefined,
    onPainted: () => undefined,
    onShown: (pairId: string, meeting: string) => shown.push([pairId, meeting]),
    onNetwork: () => undefined,
    onHidden: () => undefined,
    report: (thrown: unknown) => {
      throw thrown
    },
  } as never)
  const join = (framingTabId: number | null, message: object) => {
    const end = makePort(framingTabId)
    hub.accept(end.port)
    const first = { type: 'panel/join', token: null, panelId: 'b'.repeat(16), heldClientId: null }
    end.say({ ...first, ...message })
    return end
  }
  return { desk, record, frames, hub, join, shown, upcoming }
}

describe('a panel outside a calendar page', () => {
  it('shows the pair and the meeting it was asked for', async () => {
    const { record, join } = await openHub()
    const place = { pairId: record.pairId, meeting: nextKey }
    const end = join(null, { place })
    await expect.poll(() => end.context()?.kind).toBe('pair')
    expect(end.context()).toMatchObject({
      pairId: record.pairId,
      frameState: 'open',
      meeting: { key: nextKey, startMs: nowMs + dayMs },
    })
    await expect.poll(() => end.pushes.some((one) => one.type === 'panel/lease')).toBe(true)
    await expect.poll(() => end.pushes.some((one) => one.type === 'panel/private')).toBe(true)
  })

  it('shows 日程未設定 without a meeting, and for one nobody knows', async () => {
    const { record, join } = await openHub()
    for (const meeting of [null, 'made-up|20300101T000000Z']) {
      const end = join(null, { place: { pairId: record.pairId, meeting } })
      await expect.poll(() => end.context()?.meeting?.key).toBe(undatedMeeting)
    }
  })

  it('shows a meeting that only the document knows', async () => {
    const { desk, record, join } = await openHub()
    const meeting = { key: 'theirs@google.com|', startMs: nowMs - dayMs, day: '2026-11-24' }
    await desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
      const choice = { meeting, owner: record.partner.id, kind: 'work' as const, suffix: null }
      unwrap(pickTopic(replica, { ...choice, nowMs }))
    })
    const end = join(null, { place: { pairId: record.pairId, meeting: meeting.key } })
    await expect.poll(() => end.context()?.meeting?.key).toBe(meeting.key)
  })

  it('begins the record of a pair that only the calendar knew', async () => {
    const { desk, join, upcoming } = await openHub()
    const fresh = (await upcoming()).find((one) => one.facts.eventId === 'fresh')
    if (fresh === undefined) throw new Error('not listed')
    expect(await desk.stores.pairs.get(fresh.pairId)).toBeNull()
    const end = join(null, { place: { pairId: fresh.pairId, meeting: fresh.key } })
    await expect.poll(() => end.context()?.partner?.email).toBe('cy@example.com')
    expect(await desk.stores.pairs.get(fresh.pairId)).not.toBeNull()
  })

  it('shows nothing of an unknown pair, of one put away, and without being asked', async () => {
    const { desk, record, join } = await openHub()
    const none = join(null, { place: { pairId: 'e'.repeat(32), meeting: null } })
    await expect.poll(() => none.context()?.kind).toBe('none')
    await desk.stores.pairs.update(record.pairId, (one) => one && { ...one, override: 'never' })
    const never = join(null, { place: { pairId: record.pairId, meeting: null } })
    await expect.poll(() => never.context()?.kind).toBe('none')
    const empty = join(null, {})
    await expect.poll(() => empty.context()?.kind).toBe('none')
  })

  it('is cut off when it shows a token', async () => {
    const { join } = await openHub()
    const end = join(null, { token })
    await expect.poll(() => end.isClosed()).toBe(true)
    expect(end.pushes).toEqual([])
  })
})

describe('a panel framed in a page', () => {
  it('learns nothing without the token of its tab, whatever pair it names', async () => {
    const { record, join } = await openHub()
    const place = { pairId: record.pairId, meeting: null }
    const nothing = join(7, { place })
    await expect.poll(() => nothing.isClosed()).toBe(true)
    const forged = join(7, { place, token: '0'.repeat(32) })
    await expect.poll(() => forged.isClosed()).toBe(true)
    expect([...nothing.pushes, ...forged.pushes]).toEqual([])
  })

  it('cannot choose the pair even with its token', async () => {
    const { record, frames, join } = await openHub()
    await frames.update(7, () => ({
      tabId: 7,
      site: 'google',
      frameToken: token,
      theme: null,
      pageLanguage: 'ja',
      facts: null,
      isEventShown: false,
      pairId: null,
      isOffered: false,
      isPartnerDeclined: false,
      frameState: 'hidden',
      near: null,
      trouble: null,
    }))
    const end = join(7, { token, place: { pairId: record.pairId, meeting: null } })
    await expect.poll(() => end.context()?.kind).toBe('none')
    expect(end.context()?.pairId).toBeNull()
  })
})

describe('what the hub notes and sends by itself', () => {
  it('notes a meeting as seen when it is drawn and in front, and again when something new comes', async () => {
    const { desk, record, join, shown } = await openHub()
    const end = join(null, { place: { pairId: record.pairId, meeting: nextKey } })
    await expect.poll(() => end.pushes.some((one) => one.type === 'panel/lease')).toBe(true)
    expect(shown).toEqual([])
    end.say({ type: 'panel/painted', pairId: record.pairId })
    await expect.poll(() => shown.length).toBe(1)
    const edit = () =>
      desk.edit(record.pairId, ['core', 'y2026'], (replica) => {
        const meeting = { key: nextKey, startMs: nowMs + dayMs, day: null }
        const choice = { meeting, owner: record.partner.id, kind: 'work' as const, suffix: null }
        unwrap(pickTopic(replica, { ...choice, nowMs }))
      })
    await edit()
    expect(shown.length).toBeGreaterThan(1)
    expect(shown.at(-1)).toEqual([record.pairId, nextKey])
  })

  it('notes nothing while the panel is behind another tab', async () => {
    const { record, join, shown } = await openHub()
    const end = join(null, { place: { pairId: record.pairId, meeting: nextKey } })
    await expect.poll(() => end.pushes.some((one) => one.type === 'panel/lease')).toBe(true)
    end.say({ type: 'panel/visible', isVisible: false })
    end.say({ type: 'panel/painted', pairId: record.pairId })
    end.say({ type: 'panel/command', id: 1, command: { name: 'sync-now' } })
    await expect.poll(() => end.pushes.some((one) => one.type === 'panel/reply')).toBe(true)
    expect(shown).toEqual([])
    end.say({ type: 'panel/visible', isVisible: true })
    await expect.poll(() => shown.length).toBe(1)
  })

  it('sends private notes anew only when they changed', async () => {
    const { desk, record, hub, join } = await openHub()
    const end = join(null, { place: { pairId: record.pairId, meeting: nextKey } })
    const privates = () => end.pushes.filter((one) => one.type === 'panel/private')
    await expect.poll(() => privates().length).toBe(1)
    hub.refresh(null)
    hub.refreshPrivate()
    const note = { id: 'n', pairId: record.pairId, meeting: nextKey, topicId: null }
    await desk.stores.privates.putNote({ ...note, text: '胸の内', updatedMs: 1 })
    hub.refreshPrivate()
    await expect.poll(() => privates().length).toBe(2)
    expect(privates().at(-1)).toMatchObject({ notes: [{ text: '胸の内' }] })
  })

  it('sends every private note of the pair once its years are looked at', async () => {
    const { desk, record, join } = await openHub()
    const { pairId } = record
    const note = { pairId, topicId: null, updatedMs: 1 }
    await desk.stores.privates.putNote({ ...note, id: 'n1', meeting: nextKey, text: '今回' })
    await desk.stores.privates.putNote({ ...note, id: 'n2', meeting: 'before|', text: '前回' })
    const end = join(null, { place: { pairId, meeting: nextKey } })
    const sent = () =>
      end.pushes.flatMap((one) =>
        one.type === 'panel/private' ? [one.notes.map(({ id }) => id)] : [],
      )
    await expect.poll(sent).toEqual([['n1']])
    end.say({ type: 'panel/command', id: 1, command: { name: 'load-all' } })
    await expect.poll(sent).toEqual([['n1'], ['n1', 'n2']])
  })
})
