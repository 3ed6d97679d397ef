import { counters } from './counters.ts'
import { h } from './dom.ts'

const stack: HTMLElement[] = []

/**
 * Keeps the focus inside a zone until the returned function is called: two bumpers at its ends, and ears on
 * the window in the capture phase for `focus` and, when blocking, for `click`. What happens outside is
 * refused and the focus moved inside; only the zone opened last acts.
 */
export function trapFocus(zone: HTMLElement, isBlocking: boolean): () => void {
  const before = document.activeElement
  const ears = new AbortController()
  const bumper = (): HTMLElement => {
    const element = h('div', {
      tabindex: 0,
      'aria-hidden': 'true',
      'data-is-visible': 'true',
      class: 'bumper',
    })
    element.addEventListener('focus', () => moveInside(zone))
    return element
  }
  zone.prepend(bumper())
  zone.append(bumper())
  stack.push(zone)
  const refuse = (event: Event): boolean => {
    if (stack.at(-1) !== zone) return false
    const target = event.composedPath()[0]
    if (target instanceof Node && zone.contains(target)) return false
    moveInside(zone)
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const options = { capture: true, signal: ears.signal }
  window.addEventListener(
    'focus',
    (event) => {
      if (refuse(event)) counters.focusPullBacks += 1
    },
    options,
  )
  if (isBlocking) {
    window.addEventListener(
      'click',
      (event) => {
        if (refuse(event)) counters.clicksSwallowed += 1
      },
      options,
    )
  }
  moveInside(zone)
  return () => {
    ears.abort()
    stack.splice(stack.indexOf(zone), 1)
    // Whoever has the focus by now keeps it, unless it was in the zone.
    const now = document.activeElement
    const isFree = now === document.body || now === null || zone.contains(now)
    if (isFree && before instanceof HTMLElement) before.focus()
  }
}

function moveInside(zone: HTMLElement): void {
  const first = [...zone.querySelectorAll<HTMLElement>('button, input, [tabindex="0"]')].find(
    (one) => one.getAttribute('data-is-visible') === null,
  )
  first?.focus()
}
