import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { systemClock, systemTimers } from '../../lib/base/clock.ts'
import { whileInCalendar } from '../../lib/host/outlook/calendar-path.ts'
import { guardPanel } from '../../lib/host/outlook/guard-panel.ts'
import { makeRoom } from '../../lib/host/outlook/make-room.ts'
import { createOutlookAdapter } from '../../lib/host/outlook/outlook-adapter.ts'
import { runContent } from '../../lib/host/run-content.ts'
import { askBackground, readContentPush } from '../../lib/messaging/content-messages.ts'

/**
 * The closed root of our own element: Chromium asks by a function, Firefox has a property for extensions.
 * https://developer.mozilla.org/en-US/docs/Web/API/Element/openOrClosedShadowRoot
 */
function openShadow(
  element: HTMLElement & { openOrClosedShadowRoot?: ShadowRoot | null },
): ShadowRoot | null {
  return element.openOrClosedShadowRoot ?? browser.dom.openOrClosedShadowRoot(element)
}

export default defineContentScript({
  matches: [
    'https://outlook.office.com/*',
    'https://outlook.office365.com/*',
    'https://outlook.live.com/*',
    'https://outlook.cloud.microsoft/*',
  ],
  runAt: 'document_idle',
  main(ctx) {
    guardPanel(window, openShadow, ctx.signal)
    // One visit to the calendar is one life of the panel; mail and the rest are none of our business.
    const visit = (signal: AbortSignal): void =>
      runContent({
        page: document,
        adapter: createOutlookAdapter(document, systemClock, systemTimers, (view) =>
          makeRoom(view, openShadow),
        ),
        ask: async (type, input) =>
          ctx.isInvalid ? null : askBackground(browser.runtime, type, input),
        onPush(listener) {
          const hear = (message: unknown): void => {
            const push = readContentPush(message)
            if (push !== null && !signal.aborted) listener(push)
          }
          browser.runtime.onMessage.addListener(hear)
          signal.addEventListener('abort', () => {
            if (ctx.isInvalid) return
            // Nobody listens in mail: the background learns that there is no panel to show.
            browser.runtime.onMessage.removeListener(hear)
            void askBackground(browser.runtime, 'content/closed', {})
          })
        },
        panelUrl: browser.runtime.getURL('/panel.html'),
        frameToken: crypto.randomUUID().replaceAll('-', ''),
        whenIdle: (run) => requestIdleCallback(run, { timeout: 2000 }),
        stop: () => ctx.abort(),
        signal,
      })
    whileInCalendar(window, systemTimers, visit, ctx.signal)
  },
})
