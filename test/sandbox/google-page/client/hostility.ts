import type { PageContext } from './context.ts'
import { counters } from './counters.ts'
import type { Dialogs } from './dialogs.ts'
import { isOwn } from './dom.ts'

/** What a shortcut does. */
export type ShortcutAction = (key: string) => void

const shortcutKeys = ['c', 't', 'd', 'w', 'm', 'j', 'k', '/', 'Escape']

/**
 * The page's habits toward keys, focus, wheel and presses that are not its own. It listens on the document
 * and judges `event.target`, which a shadow root has already retargeted to its host.
 */
export function installHabits(
  context: PageContext,
  dialogs: Dialogs,
  runShortcut: ShortcutAction,
): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (!shortcutKeys.includes(event.key) || isTextField(event.target)) return
    counters.shortcuts[event.key] = (counters.shortcuts[event.key] ?? 0) + 1
    document.body.setAttribute('data-shortcuts', String(sum(counters.shortcuts)))
    runShortcut(event.key)
  })

  document.addEventListener(
    'pointerdown',
    (event) => {
      const dialog = dialogs.shownDialog()
      const target = event.target
      if (dialog === null || !(target instanceof Node) || dialog.contains(target)) return
      const isOnChip = target instanceof Element && target.closest('[data-eventchip]') !== null
      if (isOnChip && context.modes.reuse !== 'none') return
      counters.outsideCloses += 1
      dialogs.close()
    },
    { capture: context.modes.close === 'capture' },
  )

  document.addEventListener('focusin', (event) => {
    const dialog = dialogs.shownDialog()
    if (dialog === null || !(event.target instanceof Node) || dialog.contains(event.target)) return
    counters.focusPullBacks += 1
    dialog.focus()
  })

  document.addEventListener(
    'wheel',
    (event) => {
      if (dialogs.shownDialog() === null || !isForeign(event.target)) return
      counters.wheelsBlocked += 1
      event.preventDefault()
    },
    { capture: true, passive: false },
  )

  document.addEventListener(
    'mousedown',
    (event) => {
      if (dialogs.shownDialog() === null || !isForeign(event.target)) return
      counters.mousedownsSwallowed += 1
      event.preventDefault()
      event.stopPropagation()
    },
    { capture: true },
  )
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** Whether a target lies under a node that the page did not make. */
function isForeign(target: EventTarget | null): boolean {
  for (let node = target instanceof Element ? target : null; node !== null; ) {
    if (node === document.body || node === document.documentElement) return false
    if (!isOwn(node)) return node.namespaceURI === 'http://www.w3.org/1999/xhtml'
    node = node.parentElement
  }
  return false
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
