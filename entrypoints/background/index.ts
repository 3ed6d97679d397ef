import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import type { DataPermissions } from '../../lib/auth/data-consent.ts'
import { startBackground } from '../../lib/background/start-background.ts'
import { backgroundWords } from '../../lib/i18n/background-words.ts'
import { fileWords } from '../../lib/i18n/file-words.ts'

export default defineBackground({
  type: 'module',
  main() {
    startBackground({
      browser,
      buildClientId: import.meta.env.WXT_GOOGLE_CLIENT_ID ?? '',
      buildMicrosoftId: import.meta.env.WXT_MICROSOFT_CLIENT_ID ?? '',
      readableWords: fileWords,
      words: backgroundWords,
      // Typed by Chromium's API, which has no data kinds.
      dataPermissions: import.meta.env.FIREFOX
        ? (browser.permissions as unknown as DataPermissions)
        : null,
    })
  },
})
