import type { FrameState } from '../model/panel-context.ts'
import {
  hostStyles,
  markStyles,
  styleElement,
  tabStyles,
  viewStyles,
} from './panel-frame-styles.ts'

/** Name of the element we put into a calendar page. `data-state` on it says how the panel stands. */
export const panelElementName = 'yohaku-panel'

/**
 * The only words in a calendar page that are not in the panel: spelled out here so that a content script
 * carries no catalogue.
 */
const words = {
  ja: { frame: '余白: 1on1のパネル', tab: '余白を開く' },
  en: { frame: 'Yohaku: your 1-on-1 panel', tab: 'Open Yohaku' },
}

/** Somebody keeps taking our element out of the page: after so many times we leave it out. */
const maxReattachments = 20

/** Our frame beside the calendar. */
export interface PanelFrame {
  state(): FrameState
  /** Changes how the frame stands. Moves the focus into it only with `takesFocus`: the person asked by a key. */
  setState(state: FrameState, takesFocus?: boolean): void
}

/** What a frame needs. */
export interface PanelFrameOptions {
  page: Document
  /** Address of the panel page with the frame's secret; see `content/hello`. */
  frameUrl: string
  /** The page's language tag and darkness now; null where it does not tell. Asked at every change. */
  looks(): { language: string | null; theme: 'light' | 'dark' | null }
  /** The person opened the panel by its tab. */
  onMoved(state: FrameState): void
  /** A newer copy of us is in the page: stop everything. */
  onSuperseded(): void
  /** Takes everything out of the page. */
  signal: AbortSignal
}

/**
 * Puts the panel into a page: one element on the root, outside everything the page manages, with a closed
 * shadow root and an extension page in a frame. The frame is loaded hidden, so that showing it is only a
 * change of style. An element left by an older copy of us is removed.
 */
export function createPanelFrame(options: PanelFrameOptions): PanelFrame {
  const { page, signal } = options
  const root = page.documentElement
  for (const older of root.querySelectorAll(panelElementName)) older.remove()

  const host = page.createElement(panelElementName)
  const shadow = host.attachShadow({ mode: 'closed' })
  const frame = page.createElement('iframe')
  const tab = page.createElement('button')
  const mark = page.createElement('span')
  const view = page.defaultView
  const narrow = view?.matchMedia('(max-width: 480px)')
  let state: FrameState = 'hidden'
  let reattachments = 0

  const paint = (): void => {
    const looks = options.looks()
    const language = looks.language?.startsWith('ja') ? 'ja' : 'en'
    host.setAttribute('data-state', state)
    host.lang = language
    frame.title = words[language].frame
    // The title is the button's name for those who hear it, too.
    tab.title = words[language].tab
    const isNarrow = narrow?.matches ?? false
    const isDark = looks.theme === 'dark'
    styleElement(frame, viewStyles(state, { isNarrow, isDark }))
    styleElement(tab, tabStyles(state, isDark))
  }

  // The address is set before the element enters the page: one load, not two.
  frame.src = options.frameUrl
  tab.append(mark)
  tab.addEventListener(
    'click',
    () => {
      state = 'open'
      paint()
      options.onMoved('open')
      // The person asked for the panel: their keyboard goes with them.
      frame.focus()
    },
    { signal },
  )
  styleElement(host, hostStyles)
  styleElement(mark, markStyles)
  shadow.append(frame, tab)
  paint()
  root.append(host)
  narrow?.addEventListener('change', paint, { signal })

  const observer = new MutationObserver(() => {
    if (host.isConnected) return
    if (root.querySelector(panelElementName) !== null) {
      options.onSuperseded()
    } else if (reattachments < maxReattachments) {
      reattachments += 1
      root.append(host)
    }
  })
  observer.observe(root, { childList: true })
  signal.addEventListener('abort', () => {
    observer.disconnect()
    host.remove()
  })

  return {
    state: () => state,
    setState(next, takesFocus) {
      state = next
      paint()
      // Keys must not go on into a panel nobody sees.
      if (next === 'hidden' || next === 'collapsed') frame.blur()
      if (takesFocus) frame.focus()
    },
  }
}
