import { redirect, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { localeOf } from './entra-authorize.ts'
import { describeError, entraError } from './entra-error.ts'
import { entraErrorPage, permissionsPage, pickAccountPage } from './entra-pages.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { parseEntraScopes } from './scopes.ts'

/**
 * `/{tenant}/v2.0/adminconsent?client_id=…&scope=…&redirect_uri=…&state=…`: an administrator allows an app
 * for everybody. Somebody else meets an error page. Null for any other path.
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function handleAdminConsent(
  request: WorldRequest,
  store: MicrosoftStore,
): WorldResponse | null {
  const match = /^\/([^/]+)\/v2\.0\/(adminconsent|__account|__admin)$/.exec(request.url.pathname)
  if (match === null) return null
  const [, authority = '', step] = match
  const query = request.url.searchParams
  const locale = localeOf(request, store)
  const app = store.entra.app(query.get('client_id') ?? '')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (app === null)
    return entraErrorPage(locale, 400, 700016, 'Application was not found in the directory.')
  if (!app.redirectUris.some((each) => each.uri === redirectUri))
    return entraErrorPage(locale, 400, 50011, 'The redirect URI does not match.')
  const scopes = parseEntraScopes(query.get('scope') ?? '')
  if (scopes === null || scopes.length === 0)
    return entraErrorPage(locale, 400, 70011, 'The scope is not valid.')
  const form = new URLSearchParams(request.body.toString())
  const setting = {
    app: app.name,
    locale,
    action: (next: string) => `/${authority}/v2.0/__${next}${request.url.search}`,
  }
  const named = form.get('account')
  const person = named === null ? store.sessions.accountsOf(request)[0] : store.people.get(named)
  if (person === undefined) {
    const everybody = store.people.all().filter((each) => !each.isPersonal)
    return pickAccountPage(setting, [], everybody)
  }
  if (!person.isAdmin)
    return entraErrorPage(locale, 403, 90094, 'An administrator has to sign in to do this.')
  const answer = (fields: Record<string, string>) => {
    const state = query.get('state')
    const parameters = new URLSearchParams(state === null ? fields : { ...fields, state })
    return redirect(`${redirectUri}?${parameters}`)
  }
  if (step !== '__admin' && !store.habits.entra.isAutoConsent)
    return permissionsPage(setting, person, scopes, true)
  if (form.get('decision') !== 'yes' && !store.habits.entra.isAutoConsent) {
    const refused = entraError('access_denied', 65004, 'The administrator declined to consent.')
    return answer({
      error: refused.error,
      error_description: describeError(store, refused).text,
      admin_consent: 'True',
      tenant: person.tenantId,
    })
  }
  store.entra.grantForTenant(person.tenantId, app.clientId, scopes)
  return answer({ admin_consent: 'True', tenant: person.tenantId, scope: scopes.join(' ') })
}
