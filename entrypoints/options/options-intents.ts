import type { OptionsIntents } from '../../components/pages/options-intents.ts'
import { limits } from '../../lib/base/limits.ts'
import type { SendPageRequest } from '../../lib/messaging/send-page-request.ts'
import { offerDownload } from './offer-download.ts'

/** What the browser itself answers. */
export type BrowserIntents = Pick<OptionsIntents, 'canNotify' | 'allowNotifications' | 'shortcuts'>

/**
 * What the options page can do, each followed by `reload` where the settings may have changed: what is
 * shown is what is in force, which policy may decide otherwise. `requestConsent` is the browser's own
 * question before data may leave the device.
 */
export function makeOptionsIntents(
  send: SendPageRequest,
  reload: () => Promise<void>,
  window: Window,
  requestConsent: () => Promise<boolean>,
  browserIntents: BrowserIntents,
): OptionsIntents {
  return {
    async setLanguage(language) {
      const { error } = await send('page/set', { language })
      await reload()
      return error
    },
    async saveClientId(googleClientId) {
      const { error } = await send('page/set', { googleClientId })
      await reload()
      return error
    },
    async saveMicrosoftId(microsoftClientId) {
      const { error } = await send('page/set', { microsoftClientId })
      await reload()
      return error
    },
    async connect(provider) {
      if (!(await requestConsent())) return 'auth/refused'
      const { error } = await send('page/connect', { provider })
      await reload()
      return error
    },
    async disconnect(email, provider) {
      const { error } = await send('page/disconnect', { email, provider })
      await reload()
      return error
    },
    async forgetAccount(provider, email) {
      const { error } = await send('page/forget-account', { provider, email })
      await reload()
      return error
    },
    async liftNever(pairId) {
      await send('page/clear-override', { pairId })
      await reload()
    },
    async exportAll() {
      const { json } = await send('page/export', {})
      offerDownload(window.document, json, 'application/json', `yohaku-${today()}.json`)
    },
    async exportMarkdown() {
      const { markdown } = await send('page/export-markdown', {})
      offerDownload(window.document, markdown, 'text/markdown', `yohaku-${today()}.md`)
    },
    async importAll(file) {
      // A message carries at most this much; the text cannot be longer than the file's bytes.
      if (file.size > limits.messageLength) return { refusal: 'import/invalid', pairs: 0 }
      const { error, pairs } = await send('page/import', { json: await file.text() })
      await reload()
      return { refusal: error, pairs }
    },
    async erase() {
      const { error } = await send('page/erase', {})
      await reload()
      return error
    },
    async withdrawConsent() {
      await send('page/set', { hasConsented: false })
      const { hasConsented } = await send('page/settings', {})
      await reload()
      return !hasConsented
    },
    copy: (text) => window.navigator.clipboard.writeText(text),
    async setReminder(reminderMinutes) {
      const { error } = await send('page/set', { reminderMinutes })
      await reload()
      return error
    },
    async setBadge(isBadgeShown) {
      const { error } = await send('page/set', { isBadgeShown })
      await reload()
      return error
    },
    ...browserIntents,
  }
}

/** The day where the person is, `YYYY-MM-DD`: the Swedish way of writing dates. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE').format()
}
