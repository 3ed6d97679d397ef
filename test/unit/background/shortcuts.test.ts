import { describe, expect, it } from 'vitest'
import { createFrameRegistry } from '../../../lib/background/frames.ts'
import { listenForShortcuts } from '../../../lib/background/shortcuts.ts'
import { createMemoryArea } from '../../support/memory-area.ts'

async function listen(activeTabId: number | null) {
  const frames = createFrameRegistry(createMemoryArea(), (thrown) => {
    throw thrown
  })
  await frames.update(7, () => ({
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
    frameState: 'collapsed',
    near: null,
    trouble: null,
  }))
  const done: string[] = []
  let press: (name: string) => void = () => undefined
  listenForShortcuts({
    commands: {
      onCommand: {
        addListener: (listener: typeof press) => {
          press = listener
        },
      } as never,
    },
    tabs: {
      query: (async () => (activeTabId === null ? [] : [{ id: activeTabId }])) as never,
    },
    frames,
    control: {
      set: async (tabId, state, takesFocus) => {
        done.push(`set ${tabId} ${state} ${takesFocus}`)
      },
      returnFocus: async () => undefined,
      enableAll: async () => undefined,
    },
    lane: {
      toggle: async () => {
        done.push('toggle')
      },
    } as never,
    refreshTab: (tabId) => done.push(`refresh ${tabId}`),
    wakePanel: async (tabId, takesFocus) => {
      done.push(`wake ${tabId} ${takesFocus}`)
    },
    openPopup: async () => {
      done.push('popup')
    },
    report: (thrown) => done.push(String(thrown)),
  })
  return { press: (name: string) => press(name), done }
}

describe('keyboard commands', () => {
  it('open the panel of the calendar in front and take the keyboard along', async () => {
    const { press, done } = await listen(7)
    press('open-panel')
    await expect.poll(() => done).toEqual(['set 7 open true', 'refresh 7', 'wake 7 true'])
  })

  it('open the popup where no calendar is in front', async () => {
    const elsewhere = await listen(8)
    elsewhere.press('open-panel')
    await expect.poll(() => elsewhere.done).toEqual(['popup'])
    const nowhere = await listen(null)
    nowhere.press('open-panel')
    await expect.poll(() => nowhere.done).toEqual(['popup'])
  })

  it('hide the private lane wherever one is, and know no other name', async () => {
    const { press, done } = await listen(null)
    press('toggle-private')
    press('something-else')
    await expect.poll(() => done).toEqual(['toggle'])
  })
})
