import { beforeEach, describe, expect, it } from 'vitest'
import { createContentHandlers } from '../../../lib/background/content-handlers.ts'
import { createFrameRegistry, drawnFrame } from '../../../lib/background/frames.ts'
import {
  buildPanelContext,
  emptyStatus,
  panelMeetingOf,
} from '../../../lib/background/panel-context.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf } from '../../support/event-facts.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const tabId = 7
const looks = { theme: 'light' as const, language: 'ja' }

/** One calendar page before a background that knows which events are 1-on-1s, and lets tests hold its answers. */
async function openPage() {
  const desk = openDesk(nowMs)
  await desk.settings.write({ hasConsented: true })
  const fail = (thrown: unknown) => {
    throw thrown
  }
  const frames = createFrameRegistry(desk.session, fail)
  const refreshed: number[] = []
  const noted: string[] = []
  const asked: string[] = []
  const due: (() => void)[] = []
  let gate: Promise<void> = Promise.resolve()
  const handlers = createContentHandlers({
    frames,
    settings: desk.settings,
    async recognise(facts) {
      asked.push(facts.eventId)
      await gate
      const isPair = !facts.eventId.startsWith('team')
      const verdict = { isOffered: false, opensByItself: isPair, isPartnerDeclined: false }
      return { verdict, record: isPair ? { pairId: `pair of ${facts.eventId}` } : null } as never
    },
    noteOpened: ({ eventId }) => noted.push(eventId),
    learner: { known: (facts) => facts, learn: async () => null },
    refreshTab: (tab) => refreshed.push(tab),
    warmUp: async () => undefined,
    keepLinkedFile: async () => undefined,
    showFrame: async () => undefined,
    timers: {
      after(_ms, run) {
        due.push(run)
        return () => undefined
      },
    },
    report: fail,
  })
  const sender = { kind: 'content', tabId, site: 'google' } as Parameters<
    (typeof handlers)['content/opened']
  >[1]
  await handlers['content/hello']({ site: 'google', frameToken: 'x', ...looks }, sender)
  return {
    desk,
    frames,
    refreshed,
    noted,
    asked,
    near: (facts?: EventFacts) => handlers['content/near']({ facts }, sender),
    open: (facts: EventFacts) => handlers['content/opened']({ facts, ...looks }, sender),
    frame: () => frames.get(tabId),
    /** What the panel draws now: the pair, and whether nothing of it may be seen. */
    async drawn() {
      const frame = drawnFrame(await frames.get(tabId))
      const { isBlank, frameState } = buildPanelContext({
        naming: null,
        frame,
        record: null,
        meeting: panelMeetingOf(null, false),
        drafts: [],
        status: emptyStatus,
        addresses: [],
        language: 'ja',
      })
      return { pairId: frame?.pairId ?? null, isBlank: isBlank === true, frameState }
    },
    /** Lets the time of the first press run out. */
    async endFirst() {
      due.shift()?.()
      await desk.settings.read()
    },
    /** Holds what is asked about events from now on; the answer lets it go. */
    hold(): () => void {
      let release = () => {}
      gate = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
  }
}

describe('two events opened one after the other', () => {
  it('leave the panel with the one that the page shows, whichever is known first', async () => {
    const page = await openPage()
    const release = page.hold()
    const first = page.open(factsOf('a', nowMs))
    await expect.poll(() => page.asked).toEqual(['a'])
    page.hold()()
    await page.open(factsOf('b', nowMs))
    release()
    await first
    expect(await page.drawn()).toMatchObject({ pairId: 'pair of b', frameState: 'glance' })
    expect(await page.frame()).toMatchObject({ facts: { eventId: 'b' } })
  })
})

describe('a chip that is pressed', () => {
  let page: Awaited<ReturnType<typeof openPage>>
  beforeEach(async () => {
    page = await openPage()
  })

  it('lets a hidden panel draw the 1-on-1 ahead, and opens nothing', async () => {
    expect(await page.drawn()).toEqual({ pairId: null, isBlank: true, frameState: 'hidden' })
    await page.near(factsOf('a', nowMs))
    expect(await page.drawn()).toEqual({
      pairId: 'pair of a',
      isBlank: false,
      frameState: 'hidden',
    })
    expect(page.refreshed).toEqual([tabId])
    expect(await page.frame()).toMatchObject({ facts: null, isEventShown: false, pairId: null })
    // Who only pressed has not looked: a reminder still comes.
    expect(page.noted).toEqual([])

    expect(await page.open(factsOf('a', nowMs))).toEqual({ frameState: 'glance' })
    expect(await page.frame()).toMatchObject({ near: null, pairId: 'pair of a' })
    expect(page.noted).toEqual(['a'])
  })

  it('changes nothing that a person can see', async () => {
    await page.open(factsOf('a', nowMs))
    await page.near(factsOf('b', nowMs))
    expect(await page.drawn()).toEqual({
      pairId: 'pair of a',
      isBlank: false,
      frameState: 'glance',
    })
  })

  it('draws nothing of an event that is no 1-on-1, or was never seen, or before consent', async () => {
    await page.near(factsOf('team', nowMs))
    await page.near()
    await page.desk.settings.write({ hasConsented: false })
    await page.near(factsOf('a', nowMs))
    expect(await page.drawn()).toMatchObject({ pairId: null, isBlank: true })
    expect(page.refreshed).toEqual([])
  })

  it('comes too late where the event is open already', async () => {
    const release = page.hold()
    const near = page.near(factsOf('a', nowMs))
    await expect.poll(() => page.asked).toEqual(['a'])
    page.hold()()
    expect(await page.open(factsOf('a', nowMs))).toEqual({ frameState: 'glance' })
    release()
    await near
    expect((await page.frame())?.near).toBeNull()
  })

  it('is forgotten when no event opened: nothing of it flashes up with the next one', async () => {
    await page.near(factsOf('a', nowMs))
    await page.endFirst()
    expect(await page.drawn()).toMatchObject({ pairId: null, isBlank: true })
    expect(page.refreshed).toEqual([tabId, tabId])
  })

  it('is not forgotten by the clock of an earlier press', async () => {
    await page.near(factsOf('a', nowMs))
    await page.near(factsOf('b', nowMs))
    await page.endFirst()
    expect(await page.drawn()).toMatchObject({ pairId: 'pair of b', isBlank: false })
  })
})

describe('a panel that makes way', () => {
  it('goes blank, and sleeps on while events open that are no 1-on-1s', async () => {
    const page = await openPage()
    await page.open(factsOf('a', nowMs))
    expect(await page.open(factsOf('team', nowMs))).toEqual({ frameState: 'hidden' })
    expect(await page.drawn()).toMatchObject({ pairId: 'pair of a', isBlank: true })
    expect(page.refreshed).toEqual([tabId, tabId])
    await page.open(factsOf('team2', nowMs))
    expect(page.refreshed).toEqual([tabId, tabId])
  })
})
