import { describe, expect, it } from 'vitest'
import {
  createBrowserNotifier,
  type NotifierBrowser,
} from '../../../lib/background/upcoming/browser-notifier.ts'
import { backgroundWords } from '../../../lib/i18n/background-words.ts'

const pairId = 'a'.repeat(32)

function openNotifier(isGranted: boolean) {
  const shown: [string, { title: string; message: string }][] = []
  const cleared: string[] = []
  const pressed: [string, number][] = []
  let press: (id: string) => void = () => undefined
  let grant: () => void = () => undefined
  const notifications = {
    create: async (id: string, options: { title: string; message: string }) => {
      shown.push([id, options])
    },
    clear: async (id: string) => {
      cleared.push(id)
    },
    onClicked: {
      addListener: (listener: typeof press) => {
        press = listener
      },
    },
  }
  const browser = {
    ...(isGranted && { notifications }),
    permissions: {
      contains: async () => 'notifications' in browser,
      onAdded: {
        addListener: (listener: typeof grant) => {
          grant = listener
        },
      },
    },
  } as unknown as NotifierBrowser
  const notifier = createBrowserNotifier({
    browser,
    iconUrl: '/icon/128.png',
    words: async () => backgroundWords('ja').reminder,
    onPressed: (pair, startMs) => pressed.push([pair, startMs]),
    report: (thrown) => {
      throw thrown
    },
  })
  return {
    notifier,
    shown,
    cleared,
    pressed,
    press: (id: string) => press(id),
    grant() {
      Object.assign(browser, { notifications })
      grant()
    },
  }
}

describe('the notification', () => {
  it('says one fixed sentence, without a name', async () => {
    const { notifier, shown } = openNotifier(true)
    expect(await notifier.canNotify()).toBe(true)
    await notifier.showReminder(pairId, 1000)
    expect(shown).toHaveLength(1)
    expect(shown[0]?.[1]).toMatchObject({ title: '余白', message: '1on1の準備ができています' })
  })

  it('opens the margin of its 1-on-1 when it is pressed, and goes away', async () => {
    const { press, pressed, cleared, shown, notifier } = openNotifier(true)
    await notifier.showReminder(pairId, 1000)
    const id = shown[0]?.[0] ?? ''
    press(id)
    press('somebody-elses')
    expect(pressed).toEqual([[pairId, 1000]])
    expect(cleared).toEqual([id])
  })

  it('works from the moment the permission is granted', async () => {
    const { notifier, grant, press, pressed, shown } = openNotifier(false)
    expect(await notifier.canNotify()).toBe(false)
    await notifier.showReminder(pairId, 1000)
    expect(shown).toEqual([])
    grant()
    expect(await notifier.canNotify()).toBe(true)
    await notifier.showReminder(pairId, 1000)
    press(shown[0]?.[0] ?? '')
    expect(pressed).toHaveLength(1)
  })
})
