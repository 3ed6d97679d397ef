import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { startBackground } from '../../lib/background/start-background.ts'
import { backgroundWords } from '../../lib/i18n/background-words.ts'
import { fileWords } from '../../lib/i18n/file-words.ts'

export default defineBackground({
  type: 'module',
  main() {
    startBackground({
      browser,
      buildClientId: import.meta.env.WXT_GOOGLE_CLIENT_ID ?? '',
      readableWords: fileWords,
      words: backgroundWords,
    })
  },
})
