import type { PageContext } from './context.ts'
import { counters } from './counters.ts'
import { h, isOwn } from './dom.ts'
import { buildNotesRow, type QuickView } from './quick-view.ts'

const stepMs = 12

interface StormPlan {
  mutations: number
  /** When the mutations end and the foreign nodes go. */
  stripMs: number
  /** Until when whatever is added again goes too. */
  quietMs: number
}

const plans: Record<'heavy' | 'light' | 'none', StormPlan> = {
  heavy: { mutations: 750, stripMs: 483, quietMs: 950 },
  light: { mutations: 127, stripMs: 700, quietMs: 1000 },
  none: { mutations: 0, stripMs: 0, quietMs: 0 },
}

/** An add-on card loads this long after opening and renders everything once more. */
const lateMs = 3000
const slowGuestsMs = 1200

/**
 * What happens to a quick view after it appeared. The first time an event is opened in a page load its
 * rows are built again and again; later opens change a few attributes and touch nothing. Stops when the
 * quick view leaves the document or `isCurrent` says so.
 */
export function startStorm(
  context: PageContext,
  view: QuickView,
  isFirstOpen: boolean,
  isCurrent: () => boolean,
): void {
  const { modes } = context
  const plan = plans[modes.storm]
  const startedMs = performance.now()
  const guestsMs = modes.guests === 'slow' ? slowGuestsMs : Math.max(120, plan.stripMs * 0.55)
  if (!isFirstOpen) {
    view.growTo(1)
    mutate(view, 33, 0)
    return
  }
  if (modes.storm === 'none' && modes.guests === 'usual') view.growTo(1)

  let made = 0
  let isStripped = plan.stripMs === 0
  let isLateDone = !modes.hasLateStrip
  const step = (): void => {
    if (!isCurrent()) return
    const elapsedMs = performance.now() - startedMs
    if (elapsedMs < plan.stripMs) {
      const due = Math.floor((plan.mutations * elapsedMs) / plan.stripMs)
      mutate(view, due - made, made)
      made = Math.max(made, due)
    } else if (!isStripped) {
      mutate(view, plan.mutations - made, made)
      isStripped = true
      strip(context, view)
    } else if (elapsedMs < plan.quietMs) {
      strip(context, view)
    }
    view.growTo(elapsedMs >= guestsMs ? 1 : (elapsedMs / guestsMs) * 0.9)
    if (!isLateDone && elapsedMs >= lateMs) {
      isLateDone = true
      strip(context, view)
    }
    const isBusy = elapsedMs < plan.quietMs || elapsedMs < guestsMs
    if (!isBusy && isLateDone) return
    setTimeout(step, isBusy ? stepMs : lateMs - elapsedMs)
  }
  setTimeout(step, stepMs)
}

/** Makes `count` mutation records that change nothing a person can see. */
function mutate(view: QuickView, count: number, from: number): void {
  const rows = [...view.header.children, ...view.scroller.children].filter(isOwn)
  for (let index = 0; index < count; index += 1) {
    const row = rows[(from + index) % Math.max(1, rows.length)]
    if (row === undefined) return
    if (index % 3 === 2) {
      row.append(h('span', { class: 'ghost', 'aria-hidden': 'true' }))
      row.lastElementChild?.remove()
      index += 1
    } else {
      row.setAttribute('data-pass', String(from + index))
    }
  }
  counters.mutations += Math.max(0, count)
}

/** Renders header, content and footer again: what the page did not make goes, or is painted over. */
function strip(context: PageContext, view: QuickView): void {
  removeForeign(view.header)
  removeForeign(view.detail)
  const column = view.detail.firstElementChild
  if (column !== null) removeForeign(column)
  if (context.modes.strip === 'remove') removeForeign(view.scroller)
  else reuseForeign(context, view)
  const answers = [...view.footer.childNodes].filter(isOwn)
  counters.strips += view.footer.childNodes.length - answers.length
  view.footer.replaceChildren(...answers)
}

function removeForeign(parent: Element): void {
  for (const node of [...parent.childNodes]) {
    if (isOwn(node)) continue
    node.remove()
    counters.strips += 1
  }
}

/** Keeps foreign rows, but gives them the class and the content of the row expected there. */
function reuseForeign(context: PageContext, view: QuickView): void {
  for (const node of [...view.scroller.children]) {
    if (isOwn(node) || node.classList.contains('notes-row')) continue
    const expected = buildNotesRow(context, view.event)
    node.setAttribute('class', expected.className)
    node.replaceChildren(...expected.childNodes)
    counters.strips += 1
  }
}
