import { expect, it } from 'vitest'
import { createFrameControl } from '../../../lib/background/frame-control.ts'
import { createFrameRegistry } from '../../../lib/background/frames.ts'
import { createMemoryArea } from '../../support/memory-area.ts'

type Tabs = Parameters<typeof createFrameControl>[0]

/** The tabs of a browser in which nobody gave us the right to addresses; ours listens in those of `listening`. */
function openTabs(ids: readonly number[], listening: readonly number[]) {
  const told: unknown[] = []
  const tabs = {
    query: async ({ url }: { url?: unknown }) =>
      url === undefined ? ids.map((id) => ({ id })) : [],
    async sendMessage(tabId: number, message: unknown, options: unknown) {
      if (!listening.includes(tabId)) throw new Error('Receiving end does not exist')
      told.push([tabId, message, options])
    },
  } as unknown as Tabs
  return { tabs, told }
}

it('tells every calendar that is open when consent is given', async () => {
  const { tabs, told } = openTabs([1, 2, 3], [2, 3])
  const control = createFrameControl(
    tabs,
    createFrameRegistry(createMemoryArea(), () => undefined),
  )
  await control.enableAll()
  const message = { type: 'frame/enable', input: {} }
  expect(told).toEqual([
    [2, message, { frameId: 0 }],
    [3, message, { frameId: 0 }],
  ])
})
