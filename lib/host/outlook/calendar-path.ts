import type { Timers } from '../../base/clock.ts'

/** A page that has no Navigation API is asked so long after a change where it is now. */
const askAfterMs = 250

/** Whether an address of Outlook shows the calendar: mail, people and files share the host. */
export function isCalendarPath(pathname: string): boolean {
  return /^\/calendar(\/|$)/.test(pathname)
}

/**
 * Calls `enter` whenever a page comes to the calendar, at once if it is there, and aborts the signal it
 * passed when the page leaves it or `signal` aborts. Outlook changes modules without loading anew.
 */
export function whileInCalendar(
  page: Document,
  timers: Timers,
  enter: (visit: AbortSignal) => void,
  signal: AbortSignal,
): void {
  let visit: AbortController | null = null
  const check = (): void => {
    if (isCalendarPath(page.location.pathname) && !signal.aborted) {
      if (visit !== null) return
      visit = new AbortController()
      enter(visit.signal)
    } else {
      visit?.abort()
      visit = null
    }
  }
  signal.addEventListener('abort', check)
  watchAddress(page, timers, check, signal)
  check()
}

/** Calls back after the address may have changed. */
function watchAddress(
  page: Document,
  timers: Timers,
  onChange: () => void,
  signal: AbortSignal,
): void {
  const view = page.defaultView
  if (view === null) return
  if ('navigation' in view) {
    // https://developer.mozilla.org/en-US/docs/Web/API/Navigation/currententrychange_event
    view.navigation.addEventListener('currententrychange', onChange, { signal })
    return
  }
  // Firefox before 147 tells a content script nothing; another module draws another page, though.
  let cancel: (() => void) | null = null
  const observer = new MutationObserver(() => {
    cancel ??= timers.after(askAfterMs, () => {
      cancel = null
      onChange()
    })
  })
  observer.observe(page.body, { childList: true, subtree: true })
  signal.addEventListener('abort', () => {
    observer.disconnect()
    cancel?.()
  })
}
