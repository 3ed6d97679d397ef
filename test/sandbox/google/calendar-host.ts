import { handleCalendarPage } from '../google-page/page.ts'
import { redirect, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import type { GoogleStore } from './google-store.ts'
import { pageEventsOf } from './page-events.ts'
import { handleServiceLogin } from './service-login.ts'

/** calendar.google.com: the sign-in shortcuts, and the page for the account in `/u/<n>/`. */
export function handleCalendarHost(
  request: WorldRequest,
  store: GoogleStore,
): WorldResponse | null {
  const { url } = request
  if (url.pathname.startsWith('/__')) return handleServiceLogin(request, store)
  const accounts = store.sessions.accountsOf(request)
  const chosen = /\/u\/(\d+)/.exec(url.pathname)?.[1] ?? url.searchParams.get('authuser') ?? '0'
  // An account may be named by its place in the profile or by its address.
  const byAddress = accounts.findIndex((one) => one.email === chosen)
  const index = byAddress < 0 ? Number(chosen) : byAddress
  const person = accounts[index]
  const isAsset = url.pathname.startsWith('/calendar/page/')
  if (person === undefined && !isAsset) {
    if (!/^\/(calendar(\/|$))?/.test(url.pathname)) return null
    const next = encodeURIComponent(url.href)
    return redirect(`https://accounts.google.com/ServiceLogin?continue=${next}`)
  }
  return handleCalendarPage({
    path: url.pathname,
    query: url.searchParams,
    account: { email: person?.email ?? '', name: person?.name ?? '', index },
    locale: person?.locale ?? 'en',
    nowMs: store.clock.nowMs(),
    events: person === undefined ? [] : pageEventsOf(store, person),
  })
}

/** www.google.com: only the `htmlLink` of events, which leads to the calendar. */
export function handleSearchHost(request: WorldRequest): WorldResponse | null {
  const { pathname, search } = request.url
  return pathname === '/calendar/event'
    ? redirect(`https://calendar.google.com${pathname}${search}`)
    : null
}
