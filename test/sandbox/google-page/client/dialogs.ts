import type { PageEvent } from '../page-event.ts'
import type { PageContext } from './context.ts'
import { counters } from './counters.ts'
import { h, on } from './dom.ts'
import { chipKeyOf } from './eid.ts'
import { buildQuickView } from './quick-view.ts'
import { startStorm } from './storm.ts'

/** The page's popovers: at most one is shown. */
export interface Dialogs {
  openEvent(event: PageEvent, anchor: Element | null): void
  /** Shows content without `#xDetDlg`: a task, a new event. */
  openBubble(content: HTMLElement, anchor: Element | null): void
  close(): void
  shownDialog(): HTMLElement | null
}

/** Builds the popovers of a page. `editEvent` leaves for the edit page. */
export function createDialogs(
  context: PageContext,
  editEvent: (event: PageEvent) => void,
): Dialogs {
  const { modes } = context
  const stormed = new Set<string>()
  let shown: HTMLElement | null = null
  let returnTo: Element | null = null
  /** Rises with every open and close; late work of an older one stops. */
  let turn = 0

  if (modes.hasLeftovers) document.body.append(...buildLeftovers(context))

  const close = (): void => {
    turn += 1
    if (shown === null) return
    const dialog = shown
    shown = null
    // Hidden dialogs stay around; with leftovers off they go at once.
    dialog.style.setProperty('display', 'none')
    if (!modes.hasLeftovers) dialog.remove()
    if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus()
  }

  const show = (dialog: HTMLElement, anchor: Element | null): void => {
    // The last closed one stays, hidden, before the new one: ids then exist twice.
    const closed = [...document.querySelectorAll<HTMLElement>('[data-chips-dialog]')].filter(
      (old) => old !== dialog && old.style.display === 'none',
    )
    for (const old of closed.slice(0, -1)) old.remove()
    shown = dialog
    returnTo = anchor
    dialog.style.setProperty('display', '')
    if (!dialog.isConnected) document.body.append(dialog)
    place(dialog, anchor)
    dialog.focus()
  }

  const openEvent = (event: PageEvent, anchor: Element | null): void => {
    const previous = shown
    turn += 1
    const myTurn = turn
    const key = chipKeyOf(event)
    const isFirstOpen = !stormed.has(key)
    stormed.add(key)
    const view = buildQuickView(context, event, {
      close,
      edit: (one) => {
        close()
        editEvent(one)
      },
    })
    const oldDetail = previous?.querySelector('#xDetDlg') ?? null
    if (previous !== null && oldDetail instanceof HTMLElement && modes.reuse !== 'none') {
      view.detail = swapDetail(oldDetail, view.detail, modes.reuse)
      show(previous, anchor)
    } else {
      if (previous !== null) close()
      turn = myTurn
      const slot = h('span', { jsslot: true, jsname: 'bN97Pc', class: 'slot' }, view.detail)
      show(buildDialog(slot), anchor)
    }
    startStorm(context, view, isFirstOpen, () => turn === myTurn && shown !== null)
  }

  const openBubble = (content: HTMLElement, anchor: Element | null): void => {
    if (shown !== null) close()
    turn += 1
    show(buildDialog(h('span', { jsslot: true, class: 'slot' }, content)), anchor)
  }

  return { openEvent, openBubble, close, shownDialog: () => shown }
}

/** Puts another event into an open dialog, the two ways that were seen; returns the node that stays. */
function swapDetail(old: HTMLElement, next: HTMLElement, reuse: 'node' | 'batch'): HTMLElement {
  if (reuse === 'batch') {
    old.replaceWith(next)
    return next
  }
  // Same node, new values: classes that somebody put on it stay.
  for (const name of ['data-eventid', 'jslog']) {
    old.setAttribute(name, next.getAttribute(name) ?? '')
  }
  old.replaceChildren(...next.childNodes)
  return old
}

function buildSentinels(): HTMLElement[] {
  return [0, 1].map(() => h('div', { tabindex: 0, 'aria-hidden': 'true', class: 'sentinel' }))
}

function buildDialog(slot: HTMLElement): HTMLElement {
  const dialog = h('div', {
    role: 'dialog',
    jsname: 'ssXDle',
    'data-chips-dialog': 'true',
    'aria-modal': 'true',
    'aria-labelledby': 'rAECCd',
    tabindex: -1,
    'data-layout-mode': 'bubble',
    'data-allow-wheel-scroll': 'false',
    class: 'bubble',
  })
  dialog.append(...buildSentinels(), slot, ...buildSentinels())
  on(dialog, 'focusin', (event) => {
    // A sentinel that gets the focus hands it back to the inside.
    if (event.target instanceof Element && event.target.classList.contains('sentinel')) {
      counters.focusPullBacks += 1
      dialog.querySelector<HTMLElement>('button, [tabindex="0"]:not(.sentinel)')?.focus()
    }
  })
  on(dialog, 'mousedown', (event) => event.stopPropagation())
  return dialog
}

function place(dialog: HTMLElement, anchor: Element | null): void {
  const width = Math.min(480, window.innerWidth - 16)
  const box = anchor?.getBoundingClientRect()
  const height = dialog.getBoundingClientRect().height
  const right = box === undefined ? 0 : box.left - width - 12
  const left = box === undefined ? 120 : right > 8 ? right : box.right + 12
  const top = box === undefined ? 96 : box.top
  const clamp = (value: number, max: number): number => Math.max(8, Math.min(value, max - 8))
  dialog.style.setProperty('left', `${clamp(left, window.innerWidth - width)}px`)
  dialog.style.setProperty('top', `${clamp(top, window.innerHeight - Math.max(height, 420))}px`)
}

/** Dialogs of other features, hidden from the start; one even holds an old key. */
function buildLeftovers(context: PageContext): HTMLElement[] {
  const stale = context.events[0]
  return [context.words.pickMeet, context.words.options].map((label, index) => {
    const dialog = h(
      'div',
      { role: 'dialog', 'aria-label': label, 'aria-modal': 'true', class: 'leftover' },
      h(
        'div',
        { 'data-eventid': index === 0 && stale !== undefined ? chipKeyOf(stale) : null },
        label,
      ),
    )
    dialog.style.setProperty('display', 'none')
    return dialog
  })
}
