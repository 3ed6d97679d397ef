import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { toHex } from '../../lib/base/bytes.ts'
import { systemClock, systemRandom, systemTimers } from '../../lib/base/clock.ts'
import { createGoogleAdapter } from '../../lib/host/google/google-adapter.ts'
import { runContent } from '../../lib/host/run-content.ts'
import { askBackground, readContentPush } from '../../lib/messaging/content-messages.ts'

export default defineContentScript({
  matches: ['https://calendar.google.com/*'],
  runAt: 'document_idle',
  // The page need not hear that we are here.
  noScriptStartedPostMessage: true,
  main(ctx) {
    runContent({
      page: document,
      adapter: createGoogleAdapter(document, systemClock, systemTimers),
      ask: async (type, input) =>
        ctx.isInvalid ? null : askBackground(browser.runtime, type, input),
      onPush(listener) {
        const hear = (message: unknown): void => {
          const push = readContentPush(message)
          if (push !== null && ctx.isValid) listener(push)
        }
        browser.runtime.onMessage.addListener(hear)
        ctx.onInvalidated(() => browser.runtime?.onMessage?.removeListener(hear))
      },
      panelUrl: browser.runtime.getURL('/panel.html'),
      frameToken: toHex(systemRandom.bytes(16)),
      whenIdle: (run) => ctx.requestIdleCallback(run, { timeout: 2000 }),
      stop: () => ctx.abort('superseded'),
      signal: ctx.signal,
    })
  },
})
