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
import { PanelApp } from '../../components/panel/PanelApp.tsx'
import { systemTimers } from '../../lib/base/clock.ts'
import { openPairEditor } from '../../lib/panel/pair-editor.ts'
import { startPanelSession } from '../../lib/panel/panel-session.ts'
import type { PanelSession } from '../../lib/panel/session-contract.ts'
import { createFakeBackground, type FakeBackground } from './fake-background.ts'
import { sampleContext, sampleNowMs } from './sample-context.ts'
import { galleryStates } from './states.ts'

declare global {
  interface Window {
    /** For the browser tests: the session on screen and what stands behind it. */
    gallery?: { session: PanelSession; background: FakeBackground }
  }
}

const root = document.getElementById('app')
const query = new URLSearchParams(location.search)
const state = galleryStates[query.get('state') ?? '']
if (root !== null && state !== undefined) show(root)
else if (root !== null) {
  render(
    <ul>
      {Object.keys(galleryStates).map((name) => (
        <li key={name}>
          <a href={`?state=${name}&language=ja&theme=light`}>{name}</a>
        </li>
      ))}
    </ul>,
    root,
  )
}

function show(element: HTMLElement): void {
  const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
  const language = query.get('language') === 'en' ? 'en' : 'ja'
  const background = createFakeBackground(sampleContext({ ...state?.context, theme, language }))
  state?.plant?.(background)
  const session = startPanelSession(
    {
      connect: background.connect,
      token: null,
      place: null,
      panelId: '0'.repeat(16),
      clock: { nowMs: () => sampleNowMs },
      timers: systemTimers,
      random: {
        next: () => 0.5,
        bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      },
      loadEditor: () => Promise.resolve(openPairEditor),
      saveLanguage: () => Promise.resolve(null),
      startAnew: () => undefined,
    },
    new AbortController().signal,
  )
  window.gallery = { session, background }
  render(
    <PanelApp session={session} firstLanguage={language} isFramed={state?.isFramed ?? true} />,
    element,
  )
  const stop = session.subscribe(() => {
    const { screen, isReady } = session.view()
    if (screen === 'opening' || (screen === 'pair' && !isReady)) return
    stop()
    state?.act?.(session, background)
    // The tabs are there once this view has been drawn.
    requestAnimationFrame(() => {
      if (state?.screen !== undefined) {
        const button =
          state.screen === 'relation' ? '.relation-pill' : `[data-screen=${state.screen}]`
        document.querySelector<HTMLButtonElement>(button)?.click()
      }
      if (state?.popover !== undefined) document.getElementById(state.popover)?.showPopover()
      requestAnimationFrame(() => {
        const box = document.querySelector<HTMLInputElement>('input[type=search]')
        if (state?.type !== undefined && box !== null) {
          box.value = state.type
          box.dispatchEvent(new InputEvent('input', { bubbles: true }))
        }
        if (state?.scroll === 'end') document.querySelector('main')?.scrollTo(0, 100_000)
        document.documentElement.dataset.gallery = 'ready'
      })
    })
  })
}
