import { expect, it } from 'vitest'
import { createFrameRegistry } from '../../../lib/background/frames.ts'
import { createPanelWaker } from '../../../lib/background/panel-waker.ts'

const frame = {
  tabId: 7,
  site: 'google',
  frameToken: 'f'.repeat(32),
  theme: null,
  pageLanguage: null,
  facts: null,
  isEventShown: false,
  pairId: null,
  isOffered: false,
  isPartnerDeclined: false,
  frameState: 'hidden',
  near: null,
  trouble: null,
} as const

async function setUp(hasLine: boolean) {
  const frames = createFrameRegistry(
    { get: async () => ({}), set: async () => undefined, remove: async () => undefined },
    (thrown) => {
      throw thrown
    },
  )
  await frames.update(7, () => frame)
  const sent: unknown[] = []
  const wake = createPanelWaker(
    { sendMessage: async (_tabId: number, message: unknown) => sent.push(message) },
    frames,
    () => hasLine,
  )
  return { wake, sent }
}

it('wakes a panel whose line is resting', async () => {
  const { wake, sent } = await setUp(false)
  await wake(7)
  expect(sent).toEqual([{ type: 'panel/wake', frameToken: frame.frameToken }])
})

it('says nothing to the page of a panel whose line stands', async () => {
  const { wake, sent } = await setUp(true)
  await wake(7)
  expect(sent).toEqual([])
})

it('brings the keyboard to a panel all the same', async () => {
  const { wake, sent } = await setUp(true)
  await wake(7, true)
  expect(sent).toEqual([{ type: 'panel/wake', frameToken: frame.frameToken, takesFocus: true }])
})

it('has nothing to say to a tab it does not know', async () => {
  const { wake, sent } = await setUp(false)
  await wake(8)
  expect(sent).toEqual([])
})
