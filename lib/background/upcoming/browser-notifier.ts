import type { browser } from 'wxt/browser'
import type { PairId } from '../../model/people.ts'
import type { Notifier } from './remind.ts'

/** The words of a reminder; without names or content, for a lock screen is read by others. */
export interface ReminderWords {
  title: string
  text: string
}

/** The parts of the browser that are used. `notifications` is missing until the permission is granted. */
export interface NotifierBrowser {
  notifications?: Pick<typeof browser.notifications, 'create' | 'clear' | 'onClicked'>
  permissions: Pick<typeof browser.permissions, 'contains' | 'onAdded'>
}

const idPrefix = 'yohaku-reminder:'

/**
 * {@link Notifier} over `browser.notifications`, an optional permission. Call in the first turn of the worker's
 * life: `onPressed` is told of a press on a reminder, also when the press woke the worker.
 * https://developer.chrome.com/docs/extensions/reference/api/notifications
 */
export function createBrowserNotifier(parts: {
  browser: NotifierBrowser
  iconUrl: string
  words: () => Promise<ReminderWords>
  onPressed: (pairId: PairId, startMs: number) => void
  report: (thrown: unknown) => void
}): Notifier {
  const { browser, report } = parts
  let isListening = false

  const listen = (): void => {
    if (isListening || browser.notifications === undefined) return
    isListening = true
    browser.notifications.onClicked.addListener((id) => {
      const match = /^yohaku-reminder:([0-9a-f]{32}):(\d+)$/.exec(id)
      if (match?.[1] === undefined || match[2] === undefined) return
      parts.onPressed(match[1], Number(match[2]))
      Promise.resolve(browser.notifications?.clear(id)).catch(report)
    })
  }
  listen()
  // Chrome adds the API to a running worker when the person grants the permission.
  browser.permissions.onAdded.addListener(listen)

  return {
    canNotify: () => browser.permissions.contains({ permissions: ['notifications'] }),
    async showReminder(pairId, startMs) {
      listen()
      const { title, text } = await parts.words()
      await browser.notifications?.create(`${idPrefix}${pairId}:${startMs}`, {
        type: 'basic',
        iconUrl: parts.iconUrl,
        title,
        message: text,
      })
    },
  }
}
