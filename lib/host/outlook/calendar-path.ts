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
  view: Window,
  timers: Timers,
  enter: (visit: AbortSignal) => void,
  signal: AbortSignal,
): void {
  let visit: AbortController | null = null
  const check = (): void => {
    if (isCalendarPath(view.location.pathname) && !signal.aborted) {
      if (visit !== null) return
      visit = new AbortController()
      enter(visit.signal)
    } else {
      visit?.abort()
      visit = null
    }
  }
  signal.addEventListener('abort', check)
  watchAddress(view, timers, check, signal)
  check()
}

/** Calls back after the address may have changed. */
function watchAddress(
  view: Window,
  timers: Timers,
  onChange: () => void,
  signal: AbortSignal,
): void {
  // https://developer.mozilla.org/en-US/docs/Web/API/Navigation/currententrychange_event
  const navigation: Navigation | undefined = view.navigation
  if (navigation !== undefined) {
    navigation.addEventListener('currententrychange', onChange, { signal })
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
  observer.observe(view.document.body, { childList: true, subtree: true })
  signal.addEventListener('abort', () => {
    observer.disconnect()
    cancel?.()
  })
}
