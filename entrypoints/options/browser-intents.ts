import type { browser } from 'wxt/browser'
import type { BrowserIntents } from './options-intents.ts'

const notifications = { permissions: ['notifications' as const] }

/** What the options page asks of the browser itself. */
export function makeBrowserIntents(
  parts: Pick<typeof browser, 'permissions' | 'commands'>,
): BrowserIntents {
  return {
    canNotify: () => parts.permissions.contains(notifications),
    allowNotifications: () => parts.permissions.request(notifications),
    async shortcuts() {
      const all = await parts.commands.getAll()
      const keysOf = (name: string) => all.find((one) => one.name === name)?.shortcut ?? ''
      return {
        'open-panel': keysOf('open-panel'),
        'toggle-private': keysOf('toggle-private'),
      }
    },
  }
}
