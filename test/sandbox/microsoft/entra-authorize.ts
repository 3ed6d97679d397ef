import { redirect, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { declined, describeError, type EntraError, entraError } from './entra-error.ts'
import {
  type EntraPageSetting,
  entraErrorPage,
  entraPage,
  needAdminPage,
  permissionsPage,
  pickAccountPage,
} from './entra-pages.ts'
import {
  type EntraRequest,
  graphScopesOf,
  parseEntraRequest,
  refusalAtAuthority,
} from './entra-request.ts'
import { entraWords } from './entra-words.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import type { MicrosoftPerson } from './people.ts'

interface Step {
  request: WorldRequest
  store: MicrosoftStore
  wanted: EntraRequest
  setting: EntraPageSetting
}

const paths = /^\/([^/]+)\/oauth2\/v2\.0\/(authorize|__account|__consent)$/

/** The steps of one authorization: `/{authority}/oauth2/v2.0/authorize` and the forms of its pages. */
export function handleEntraAuthorize(
  request: WorldRequest,
  store: MicrosoftStore,
): WorldResponse | null {
  const match = paths.exec(request.url.pathname)
  if (match === null) return null
  const [, authority = '', stepName] = match
  const wanted = parseEntraRequest(authority, request.url.searchParams, store)
  const locale = localeOf(request, store)
  if ('error' in wanted) {
    return wanted.answerTo === null
      ? entraErrorPage(locale, 400, wanted.error.code, wanted.error.detail)
      : answerError(store, wanted.answerTo, wanted.error)
  }
  const setting: EntraPageSetting = {
    app: wanted.app.name,
    locale,
    action: (step) => `/${authority}/oauth2/v2.0/__${step}${request.url.search}`,
  }
  const step = { request, store, wanted, setting }
  if (stepName === 'authorize') return wanted.prompt === 'none' ? answerSilently(step) : start(step)
  const form = new URLSearchParams(request.body.toString())
  const person = store.people.get(form.get('account') ?? '')
  return stepName === '__account'
    ? chooseAccount(step, person)
    : decide(step, person, form.get('decision') ?? '')
}

/** prompt=none: the one signed-in (or hinted) account that granted everything, or an error. */
function answerSilently(step: Step): WorldResponse {
  const { request, store, wanted } = step
  const fail = (error: string, code: number, detail: string) =>
    answerError(store, wanted, entraError(error, code, detail))
  const accounts = store.sessions.accountsOf(request)
  const notSignedIn = () =>
    fail('login_required', 50058, 'A silent sign-in request was sent but no user is signed in.')
  if (accounts.length === 0) return notSignedIn()
  const person = wanted.loginHint === null ? accounts[0] : findByHint(accounts, wanted.loginHint)
  if (wanted.loginHint === null && accounts.length > 1)
    return fail(
      'interaction_required',
      16000,
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
    )
  if (person === undefined || refusalAtAuthority(wanted.authority, person, store) !== null)
    return notSignedIn()
  const barrier = conditionalAccessError(store, person)
  if (barrier !== null) return answerError(store, wanted, barrier)
  const granted = store.entra.granted(person, wanted.app.clientId)
  if (!graphScopesOf(wanted.scopes).every((scope) => granted.has(scope)))
    return fail(
      store.habits.entra.silentConsentError,
      65001,
      `The user or administrator has not consented to use the application with ID '${wanted.app.clientId}' named '${wanted.app.name}'. Send an interactive authorization request for this user and resource.`,
    )
  return finish(step, person)
}

function start(step: Step): WorldResponse {
  const { request, store, wanted, setting } = step
  const accounts = store.sessions.accountsOf(request)
  const everybody = store.people.all()
  if (store.habits.entra.isAutoConsent) {
    const anybody =
      wanted.loginHint === null ? accounts[0] : findByHint(everybody, wanted.loginHint)
    if (anybody !== undefined) return askConsent(step, anybody)
  }
  const hinted = wanted.loginHint === null ? undefined : findByHint(accounts, wanted.loginHint)
  const only = accounts.length === 1 && wanted.loginHint === null ? accounts[0] : undefined
  const person = hinted ?? only
  if (person === undefined || wanted.prompt === 'select_account' || wanted.prompt === 'login') {
    const others = everybody.filter((each) => !accounts.includes(each))
    return pickAccountPage(setting, accounts, others)
  }
  return askConsent(step, person)
}

function chooseAccount(step: Step, person: MicrosoftPerson): WorldResponse {
  const { request, store } = step
  const isSignedIn = store.sessions.accountsOf(request).includes(person)
  const response = askConsent(step, person)
  if (!isSignedIn) {
    const sessionId = store.sessions.signIn(request, person.email, true)
    response.headers['set-cookie'] = store.sessions.cookieFor(sessionId)
  }
  return response
}

function askConsent(step: Step, person: MicrosoftPerson): WorldResponse {
  const { store, wanted, setting } = step
  const refusal =
    refusalAtAuthority(wanted.authority, person, store) ?? conditionalAccessError(store, person)
  if (refusal !== null) return entraErrorPage(setting.locale, 400, refusal.code, refusal.detail)
  const { clientId } = wanted.app
  if (store.entra.withheld(person, clientId, wanted.scopes).length > 0)
    return needAdminPage(setting, person, store.people.tenantOf(person).takesConsentRequests)
  const granted = store.entra.granted(person, clientId)
  const missing = graphScopesOf(wanted.scopes).filter((scope) => !granted.has(scope))
  if (store.habits.entra.isAutoConsent) {
    store.entra.grant(person.email, clientId, wanted.scopes)
    return finish(step, person)
  }
  if (missing.length === 0 && wanted.prompt !== 'consent') return finish(step, person)
  const shown = missing.length === 0 ? graphScopesOf(wanted.scopes) : missing
  return permissionsPage(setting, person, shown, false)
}

/** The answer to a page: accepting grants everything that was shown, there is no part of it. */
function decide(step: Step, person: MicrosoftPerson, decision: string): WorldResponse {
  const { store, wanted, setting } = step
  const withheld = store.entra.withheld(person, wanted.app.clientId, wanted.scopes)
  if (decision === 'request' && store.people.tenantOf(person).takesConsentRequests) {
    store.mails.push({ to: 'administrators', from: person.email, about: wanted.app.name })
    return entraPage(
      200,
      entraWords[setting.locale].requestSent,
      '<p data-error="AADSTS90095"></p>',
    )
  }
  if (withheld.length > 0 && store.habits.entra.adminNeededReturn === 'AADSTS90094') {
    const detail = `An administrator of ${store.people.tenantOf(person).name} has set a policy that prevents you from granting ${wanted.app.name} the permissions it is requesting.`
    return answerError(store, wanted, entraError('access_denied', 90094, detail))
  }
  if (decision !== 'yes' || withheld.length > 0) return answerError(store, wanted, declined)
  store.entra.grant(person.email, wanted.app.clientId, wanted.scopes)
  return finish(step, person)
}

function finish(step: Step, person: MicrosoftPerson): WorldResponse {
  const { store, wanted } = step
  const { code } = store.entra.issueCode({
    email: person.email,
    clientId: wanted.app.clientId,
    redirectUri: wanted.redirectUri,
    scopes: wanted.scopes,
    codeChallenge: wanted.codeChallenge,
    nonce: wanted.nonce,
  })
  const sessionState = store.random.text(32, '0123456789abcdef')
  return answer(wanted, { code, session_state: sessionState })
}

/** Why conditional access stops this sign-in; null when it does not. */
export function conditionalAccessError(
  store: MicrosoftStore,
  person: MicrosoftPerson,
): EntraError | null {
  switch (store.entra.conditionalAccess(person.email)) {
    case 'needs-mfa':
      return {
        ...entraError(
          'interaction_required',
          50076,
          "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
        ),
        suberror: 'basic_action',
      }
    case 'blocked':
      return {
        ...entraError(
          'interaction_required',
          53003,
          'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
        ),
        suberror: 'message_only',
      }
    default:
      return null
  }
}

function answerError(
  store: MicrosoftStore,
  to: Pick<EntraRequest, 'redirectUri' | 'state' | 'answersIn'>,
  error: EntraError,
): WorldResponse {
  const { text, uri } = describeError(store, error)
  return answer(to, {
    error: error.error,
    ...(error.subcode !== undefined && { error_subcode: error.subcode }),
    error_description: text,
    error_uri: uri,
  })
}

function answer(
  to: Pick<EntraRequest, 'redirectUri' | 'state' | 'answersIn'>,
  fields: Record<string, string>,
): WorldResponse {
  const parameters = new URLSearchParams(fields)
  if (to.state !== null) parameters.set('state', to.state)
  return redirect(`${to.redirectUri}${to.answersIn === 'query' ? '?' : '#'}${parameters}`)
}

function findByHint(people: readonly MicrosoftPerson[], hint: string): MicrosoftPerson | undefined {
  const wanted = hint.toLowerCase()
  return people.find((person) => person.email === wanted || person.signInName === wanted)
}

/** The language of Entra's pages: `ui_locales`, else the account's. */
export function localeOf(request: WorldRequest, store: MicrosoftStore): 'ja' | 'en' {
  const asked = request.url.searchParams.get('ui_locales') ?? request.url.searchParams.get('mkt')
  if (asked?.startsWith('ja')) return 'ja'
  if (asked?.startsWith('en')) return 'en'
  return store.sessions.accountsOf(request)[0]?.locale ?? 'en'
}
