import { expect, it } from 'vitest'
import { createFrameRegistry, type FrameRecord } from '../../../lib/background/frames.ts'
import { createFactsOf } from '../../../lib/background/panel-facts.ts'
import { factsOf } from '../../support/event-facts.ts'
import { createMemoryArea } from '../../support/memory-area.ts'

const tabId = 7
const [first, second] = ['a'.repeat(32), 'b'.repeat(32)]
const events = { first: factsOf('first', 1), second: factsOf('second', 2) }

async function openTab(change: Partial<FrameRecord>) {
  const frames = createFrameRegistry(createMemoryArea(), () => undefined)
  await frames.update(tabId, () => ({
    tabId,
    site: 'google',
    frameToken: 'x',
    theme: null,
    pageLanguage: null,
    facts: events.second,
    isEventShown: true,
    pairId: second,
    isOffered: false,
    isPartnerDeclined: false,
    frameState: 'open',
    near: null,
    trouble: null,
    ...change,
  }))
  const eventOf = createFactsOf({ frames, resolvePlace: async () => null })
  return (pairId: string | null) => eventOf({ tabId, place: null, pairId })
}

it('gives a pair its own event, and none once the page shows another pair’s', async () => {
  const eventOf = await openTab({})
  expect(await eventOf(second)).toEqual(events.second)
  expect(await eventOf(first)).toBeNull()
})

it('gives an offer the event it is about', async () => {
  const eventOf = await openTab({ pairId: null, isOffered: true })
  expect(await eventOf(null)).toEqual(events.second)
  expect(await eventOf(first)).toBeNull()
})

it('gives a pair that is drawn ahead the event that is near', async () => {
  const near = { facts: events.first, pairId: first, isPartnerDeclined: false }
  const eventOf = await openTab({ frameState: 'hidden', near })
  expect(await eventOf(first)).toEqual(events.first)
  expect(await eventOf(second)).toBeNull()
})
