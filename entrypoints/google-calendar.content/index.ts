import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { systemClock, systemTimers } from '../../lib/base/clock.ts'
import { createGoogleAdapter } from '../../lib/host/google/google-adapter.ts'
import { runContent } from '../../lib/host/run-content.ts'
import { askBackground, readContentPush } from '../../lib/messaging/content-messages.ts'

export default defineContentScript({
  matches: ['https://calendar.google.com/*'],
  runAt: 'document_idle',
  main(ctx) {
    const { signal } = ctx
    runContent({
      page: document,
      adapter: createGoogleAdapter(document, systemClock, systemTimers),
      ask: async (type, input) =>
        ctx.isInvalid ? null : askBackground(browser.runtime, type, input),
      onPush(listener) {
        browser.runtime.onMessage.addListener((message: unknown) => {
          const push = readContentPush(message)
          if (push !== null && !signal.aborted) listener(push)
        })
      },
      panelUrl: browser.runtime.getURL('/panel.html'),
      frameToken: crypto.randomUUID().replaceAll('-', ''),
      whenIdle: (run) => requestIdleCallback(run, { timeout: 2000 }),
      stop: () => ctx.abort(),
      signal,
    })
  },
})
