import { counters } from './counters.ts'
import { isOwn } from './dom.ts'

/** Removes every child of the body that the page did not make: at once, and every half second. */
export function installCleaner(): void {
  const sweep = (): void => {
    for (const node of [...document.body.children]) {
      if (isOwn(node)) continue
      node.remove()
      counters.cleaned += 1
    }
  }
  new MutationObserver(sweep).observe(document.body, { childList: true })
  setInterval(sweep, 500)
}
