import { redirect, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import type { GoogleStore } from './google-store.ts'
import { accountPage } from './oauth-pages.ts'

/**
 * Signing a browser profile in. A person sees `accounts.google.com/ServiceLogin?continue=…`; a test goes
 * straight to `/__signin?as=EMAIL[&add=1][&continue=/path]` on accounts or calendar.google.com (`add` keeps
 * the profile's other accounts; the new one gets the next `/u/<n>/`), or `/__signout`.
 */
export function handleServiceLogin(
  request: WorldRequest,
  store: GoogleStore,
): WorldResponse | null {
  const { pathname, searchParams } = request.url
  const next = safeContinue(searchParams.get('continue'))
  if (pathname === '/__signin') {
    const email = searchParams.get('as') ?? ''
    if (store.people.find(email) === null)
      return { status: 400, headers: {}, body: `Nobody: ${email}` }
    const cookie = store.sessions.signIn(request, email, searchParams.get('add') === '1')
    return redirect(next, { 'set-cookie': cookie })
  }
  if (pathname === '/__signout') {
    return redirect(next, { 'set-cookie': store.sessions.signOut(request) })
  }
  if (pathname === '/ServiceLogin') {
    const people = store.people.all().filter((person) => person.kind === 'person')
    const setting = {
      app: 'Google Calendar',
      locale: people[0]?.locale ?? 'en',
      query: `?continue=${encodeURIComponent(next)}`,
    }
    return accountPage(setting, [], people)
  }
  if (pathname === '/__oauth/account' && !searchParams.has('client_id')) {
    const email = new URLSearchParams(request.body.toString()).get('account') ?? ''
    if (store.people.find(email) === null) return null
    return redirect(next, { 'set-cookie': store.sessions.signIn(request, email, true) })
  }
  return null
}

const home = 'https://calendar.google.com/calendar/u/0/r/week'

/** Only addresses on Google's own hosts are followed. */
function safeContinue(value: string | null): string {
  if (value === null || !URL.canParse(value, 'https://calendar.google.com')) return home
  const url = new URL(value, 'https://calendar.google.com')
  return url.protocol === 'https:' && url.host.endsWith('.google.com') ? url.href : home
}
