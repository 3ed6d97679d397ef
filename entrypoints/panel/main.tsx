import '../../components/tokens.css'
import '../../components/panel/panel.css'
import '../../components/panel/foot.css'
import '../../components/panel/menu.css'
import '../../components/panel/controls.css'
import '../../components/panel/responses.css'
import '../../components/panel/topics.css'
import '../../components/panel/my-topics.css'
import '../../components/panel/next-step.css'
import '../../components/panel/talk.css'
import '../../components/panel/nuance.css'
import '../../components/panel/stage.css'
import '../../components/panel/lane.css'
import '../../components/panel/promises.css'
import '../../components/panel/past.css'
import '../../components/panel/share.css'
import '../../components/panel/relation.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { PanelApp } from '../../components/panel/PanelApp.tsx'
import { errorCodeOf } from '../../lib/base/app-error.ts'
import { toHex } from '../../lib/base/bytes.ts'
import { systemClock, systemRandom, systemTimers } from '../../lib/base/clock.ts'
import { languageOf } from '../../lib/i18n/language.ts'
import { panelMessagesIn } from '../../lib/i18n/panel-messages.ts'
import { panelWakeSchema } from '../../lib/messaging/panel-wake.ts'
import { panelPortName } from '../../lib/messaging/protocol.ts'
import { makePageRequestSender } from '../../lib/messaging/send-page-request.ts'
import type { PanelLine } from '../../lib/panel/panel-line.ts'
import { startPanelSession } from '../../lib/panel/panel-session.ts'

const firstLanguage = languageOf(navigator.language)

/** The secret of this frame, from its address; null where the page is a side panel. */
function readToken(): string | null {
  return /^#([0-9a-f]{32})$/.exec(location.hash)?.[1] ?? null
}

/** The pair and meeting to show, from the address of a panel in a tab of its own; null in a frame. */
function readPlace(): { pairId: string; meeting: string | null } | null {
  const query = new URLSearchParams(location.search)
  const pairId = query.get('pair') ?? ''
  return /^[0-9a-f]{32}$/.test(pairId) ? { pairId, meeting: query.get('meeting') || null } : null
}

function connect(): PanelLine {
  const port = browser.runtime.connect({ name: panelPortName })
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    onDisconnect: (listener) => port.onDisconnect.addListener(() => listener()),
    close: () => port.disconnect(),
  }
}

function launch(root: HTMLElement): void {
  const token = readToken()
  const send = makePageRequestSender(browser.runtime)
  const ending = new AbortController()
  const session = startPanelSession(
    {
      connect,
      token,
      place: token === null ? readPlace() : null,
      panelId: toHex(systemRandom.bytes(8)),
      clock: systemClock,
      timers: systemTimers,
      random: systemRandom,
      loadEditor: async () => (await import('../../lib/panel/pair-editor.ts')).openPairEditor,
      saveLanguage: (language) =>
        send('page/set', { language }).then(({ error }) => error, errorCodeOf),
      startAnew: () => location.reload(),
    },
    ending.signal,
  )
  if (token !== null) {
    browser.runtime.onMessage.addListener((raw: unknown) => {
      const wake = panelWakeSchema.safeParse(raw)
      if (!wake.success || wake.data.frameToken !== token) return
      session.wake()
      if (wake.data.takesFocus === true) document.querySelector('main')?.focus()
    })
    // From now on the background wakes this panel when it is needed: its line may rest.
    session.wake()
  }
  window.addEventListener('online', () => session.noteNetwork(true))
  window.addEventListener('offline', () => session.noteNetwork(false))
  document.addEventListener('visibilitychange', () => {
    session.setVisible(document.visibilityState === 'visible')
  })
  render(
    <PanelApp session={session} firstLanguage={firstLanguage} isFramed={token !== null} />,
    root,
  )
}

const root = document.getElementById('app')
if (root !== null) {
  try {
    launch(root)
  } catch (thrown) {
    // An empty panel would say nothing at all.
    const { panel, errors } = panelMessagesIn(firstLanguage)
    const { text, next } = errors[errorCodeOf(thrown)]
    root.textContent = `${panel.launch.failed} ${text} ${next}`
    throw thrown
  }
}
