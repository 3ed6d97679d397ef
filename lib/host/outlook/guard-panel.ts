import { panelElementName } from '../panel-frame.ts'

/**
 * Keeps the page's own ears away from our element: a modal of Outlook takes the focus back and swallows every
 * click outside it, and a peek closes, all by listeners on the window or below it in the capture phase. Ours
 * was there before they open, so it hears first. A press on the panel's tab is passed on inside, where the
 * page cannot hear it. What happens in the panel's frame never reaches this document.
 *
 * `openShadow` gives the closed root of our own element; only an extension may ask for it.
 * https://developer.chrome.com/docs/extensions/reference/api/dom
 */
export function guardPanel(
  view: Window,
  openShadow: (element: HTMLElement) => ShadowRoot | null,
  signal: AbortSignal,
): void {
  const guard = (event: Event): void => {
    const element = event.target
    if (!(element instanceof HTMLElement) || element.localName !== panelElementName) return
    // A click that the page made up is not the person's: it gets no further either.
    event.stopImmediatePropagation()
    if (event.type !== 'click' || !event.isTrusted) return
    openShadow(element)?.querySelector('button')?.dispatchEvent(new Event('click'))
  }
  for (const type of ['focus', 'focusin', 'click']) {
    view.addEventListener(type, guard, { capture: true, signal })
  }
}
