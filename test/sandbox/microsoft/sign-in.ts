import { redirect, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import type { MicrosoftStore } from './microsoft-store.ts'

/** The host whose cookie decides who is signed in at Entra. */
export const loginHostName = 'login.microsoftonline.com'

/** Hosts that take part in the sign-in; the four Outlook ones and Entra. */
export const signInHosts: ReadonlySet<string> = new Set([
  loginHostName,
  'outlook.office.com',
  'outlook.office365.com',
  'outlook.live.com',
  'outlook.cloud.microsoft',
])

/**
 * Makes a browser profile somebody's, without a password, on every host of {@link signInHosts}:
 * `/__signin?as=EMAIL[&add=1][&continue=ADDRESS]` (`add` keeps the profile's other accounts) and `/__signout`.
 * Begun on an Outlook host it goes by way of Entra and ends on that host with both cookies set. Without `as`
 * it carries whoever is signed in at Entra over to the host of `continue`. Null for any other path.
 */
export function handleSignIn(request: WorldRequest, store: MicrosoftStore): WorldResponse | null {
  const { pathname, searchParams, host } = request.url
  const next = safeContinue(searchParams.get('continue'), host)
  if (pathname === '/__signout') {
    store.sessions.signOut(request)
    return redirect(next, { 'set-cookie': store.sessions.cookieFor('') })
  }
  if (pathname !== '/__signin') return null
  const handedOver = searchParams.get('sid')
  if (handedOver !== null) {
    return redirect(next, { 'set-cookie': store.sessions.cookieFor(handedOver) })
  }
  const named = searchParams.get('as')
  // The one signed in last, so that the order of a profile's accounts stays.
  const email = named ?? store.sessions.accountsOf(request).at(-1)?.email ?? ''
  if (store.people.find(email) === null) {
    return { status: 400, headers: {}, body: `Nobody: ${email}` }
  }
  if (host !== loginHostName) {
    const onward = new URLSearchParams({ ...Object.fromEntries(searchParams), continue: next })
    return redirect(`https://${loginHostName}/__signin?${onward}`)
  }
  const sessionId = store.sessions.signIn(
    request,
    email,
    named === null || searchParams.get('add') === '1',
  )
  const handOver = new URLSearchParams({ sid: sessionId, continue: next })
  const target = new URL(next)
  return redirect(
    target.host === loginHostName ? next : `https://${target.host}/__signin?${handOver}`,
    { 'set-cookie': store.sessions.cookieFor(sessionId) },
  )
}

/** Only addresses on hosts that take part are followed; the usual one is the calendar of the host itself. */
function safeContinue(value: string | null, host: string): string {
  const home =
    host === loginHostName
      ? `https://${loginHostName}/__signed-in`
      : `https://${host}/calendar/view/week`
  if (value === null || !URL.canParse(value, home)) return home
  const url = new URL(value, home)
  return url.protocol === 'https:' && signInHosts.has(url.host) ? url.href : home
}
