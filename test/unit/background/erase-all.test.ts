import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createEraseAll } from '../../../lib/background/erase-all.ts'
import { createErasureCount } from '../../../lib/background/erasure-count.ts'
import { createFrameRegistry } from '../../../lib/background/frames.ts'
import { createPanelHub, type PanelHub } from '../../../lib/background/panel-hub.ts'
import { wrapPanelPort } from '../../../lib/background/panel-port.ts'
import { toBase64 } from '../../../lib/base/bytes.ts'
import { systemTimers } from '../../../lib/base/clock.ts'
import { createReplica } from '../../../lib/document/create-replica.ts'
import { pickTopic } from '../../../lib/document/edits/pick-topic.ts'
import type { PanelMessage, PanelPush } from '../../../lib/messaging/protocol.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'
import { createMemoryArea } from '../../support/memory-area.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const segments = ['core', 'y2026']

/** A desk with one pair and its words, a panel that shows them, and everything that erasing takes. */
async function openStage() {
  const desk = openDesk(nowMs)
  const { stores, host } = desk
  const record = await desk.meet(factsOf('past', nowMs))
  const { pairId } = record
  const pick = (replica: ReturnType<typeof createReplica>) =>
    pickTopic(replica, {
      meeting: { key: 'past@google.com|', startMs: nowMs, day: null },
      owner: record.self.id,
      kind: 'career',
      title: '',
      suffix: null,
      nowMs,
    })
  await desk.edit(pairId, segments, pick)
  const frames = createFrameRegistry(desk.session, (thrown) => {
    throw thrown
  })
  const erasures = createErasureCount(createMemoryArea())
  const forgotten: string[] = []
  const hub: PanelHub = createPanelHub({
    host,
    device: stores.device,
    contextFor: async () => ({
      kind: 'pair',
      pairId: (await stores.pairs.list())[0]?.pairId ?? null,
      meeting: null,
    }),
    segmentsFor: async () => segments,
    privateFor: async () => null,
    elsewhereFor: async () => null,
    erasures: erasures.read,
    isKnownPair: async (id: string) => (await stores.pairs.get(id)) !== null,
    run: async () => null,
    onEdited: () => undefined,
    onPainted: () => undefined,
    onShown: () => undefined,
    onNetwork: () => undefined,
    onHidden: () => undefined,
    report: (thrown: unknown) => {
      throw thrown
    },
  } as never)
  const erase = createEraseAll({
    opened: { stores, databases: desk.databases },
    erasures,
    hub: () => hub,
    sync: {
      forget: async (id: string) => {
        forgotten.push(id)
      },
    } as never,
    host,
    accounts: {
      forgetAll: async () => {
        forgotten.push('accounts')
      },
    },
    frames,
    control: { set: async () => undefined },
    contexts: { forgetAll: () => undefined },
    session: { clear: async () => undefined },
    timers: systemTimers,
  })
  const join = async (first: Partial<PanelMessage> = {}) => {
    const pushes: PanelPush[] = []
    let hear: (message: unknown) => void = () => undefined
    const port = wrapPanelPort(
      {
        postMessage: (push: PanelPush) => pushes.push(push),
        disconnect: () => undefined,
        onMessage: { addListener: (listener: typeof hear) => (hear = listener) },
        onDisconnect: { addListener: () => undefined },
      } as never,
      1,
    )
    hub.accept(port)
    const say = (message: object) => hear(message)
    const heldClientId = null
    say({ type: 'panel/join', token: null, panelId: 'b'.repeat(16), heldClientId, ...first })
    await expect.poll(() => pushes.length).toBeGreaterThan(0)
    return { pushes, say }
  }
  const storedOf = async () => [
    await stores.pairs.list(),
    await stores.documents.pairIds(),
    await stores.privates.allDrafts(),
  ]
  return { desk, pairId, pick, frames, hub, erase, join, forgotten, storedOf }
}

describe('erasing everything', () => {
  it('leaves nothing stored, and ends sync and accounts', async () => {
    const { pairId, erase, forgotten, storedOf } = await openStage()
    await erase()
    expect(await storedOf()).toEqual([[], [], []])
    expect(forgotten).toEqual(['accounts', pairId])
  })

  it('hears nothing more of a panel that was open, and tells it to begin anew', async () => {
    const { desk, pairId, pick, erase, join, storedOf } = await openStage()
    const panel = await join()
    await expect.poll(() => panel.pushes.some((one) => one.type === 'panel/lease')).toBe(true)
    await erase()
    expect(panel.pushes.at(-1)).toEqual({ type: 'panel/void' })
    // The event is opened again before that panel has begun anew.
    await desk.meet(factsOf('past', nowMs))
    const copy = createReplica({ pairId })
    pick(copy)
    for (const segment of segments) {
      const message = toBase64(copy.updateMessage(copy.encode(segment)))
      panel.say({ type: 'panel/sync', pairId, segment, message, sequence: 1 })
    }
    const fresh = await join()
    expect(fresh.pushes[0]).toMatchObject({ type: 'panel/context', erasures: 1 })
    expect((await storedOf())[1]).toEqual([])
    expect(panel.pushes.filter((one) => one.type === 'panel/saved')).toEqual([])
  })

  it('sends a panel that slept through it back to the beginning, though the event is known again', async () => {
    const { desk, erase, join, storedOf } = await openStage()
    await erase()
    await desk.meet(factsOf('past', nowMs))
    const slept = await join({ erasures: 0 } as never)
    expect(slept.pushes).toEqual([{ type: 'panel/void' }])
    const [, documents] = await storedOf()
    expect(documents).toEqual([])
  })

  it('forgets which events the tabs show', async () => {
    const { frames, erase, pairId } = await openStage()
    await frames.update(7, () => ({
      tabId: 7,
      site: 'google',
      frameToken: 'f'.repeat(32),
      theme: null,
      pageLanguage: null,
      facts: factsOf('past', nowMs),
      isEventShown: true,
      pairId,
      isOffered: false,
      isPartnerDeclined: false,
      frameState: 'open',
      near: null,
      trouble: null,
    }))
    await erase()
    expect(await frames.get(7)).toMatchObject({ facts: null, pairId: null, frameState: 'hidden' })
  })
})
