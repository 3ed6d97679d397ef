import type { WorldRequest, WorldResponse } from '../network/http-message.ts'
import type { GoogleStore } from './google-store.ts'
import type { PickableFile } from './oauth-pages.ts'
import { accountPage, consentPage, errorPage, type PageSetting, pickerPage } from './oauth-pages.ts'
import {
  type OnepickStyle,
  redirectWithError,
  redirectWithPick,
  redirectWithToken,
} from './oauth-redirect.ts'
import { type AuthorizationRequest, parseAuthorization } from './oauth-request.ts'
import { identityScopes } from './oauth-store.ts'
import type { Person } from './people.ts'

/** How the authorization pages behave. May be changed while the world runs. */
export interface OAuthHabits {
  /** Every consent and picker page answers itself with yes. */
  isAutoConsent: boolean
  onepickStyle: OnepickStyle
}

/** The steps of one authorization: `/o/oauth2/v2/auth` and the forms of its pages. */
export function handleAuthorization(
  request: WorldRequest,
  store: GoogleStore,
): WorldResponse | null {
  const query = request.url.searchParams
  const locale = localeOf(request, store)
  const parsed = parseAuthorization(query, store.oauth)
  if ('error' in parsed) return errorPage(locale, parsed.status, parsed.error, parsed.detail)
  const setting = { app: parsed.client.name, locale, query: request.url.search }
  const form = new URLSearchParams(request.body.toString())
  switch (request.url.pathname) {
    case '/o/oauth2/v2/auth':
    case '/o/oauth2/auth':
      return parsed.prompts.has('none')
        ? answerSilently(request, parsed, store)
        : start(request, parsed, store, setting)
    case '/__oauth/account':
      return chooseAccount(request, parsed, store, setting, form)
    case '/__oauth/consent': {
      const person = store.people.get(form.get('account') ?? '')
      if (form.get('decision') !== 'yes') return refused(parsed, store)
      return consented(parsed, store, setting, person, form.getAll('scope'))
    }
    case '/__oauth/pick': {
      const person = store.people.get(form.get('account') ?? '')
      const picked = form.getAll('file')
      if (form.get('decision') !== 'yes' || picked.length === 0) return refused(parsed, store)
      return finishPick(parsed, store, person, picked)
    }
    default:
      return null
  }
}

/** prompt=none: one signed-in account that granted everything, or an error in the fragment. */
function answerSilently(
  request: WorldRequest,
  parsed: AuthorizationRequest,
  store: GoogleStore,
): WorldResponse {
  const fail = (error: string) => redirectWithError(parsed, error, store.habits.oauth.onepickStyle)
  const accounts = store.sessions.accountsOf(request)
  if (accounts.length === 0) return fail('login_required')
  const person = parsed.loginHint === null ? accounts[0] : findByHint(accounts, parsed.loginHint)
  if (parsed.loginHint === null && accounts.length > 1) return fail('interaction_required')
  if (person === undefined) return fail('login_required')
  if (isForbidden(parsed, store, person)) return fail('admin_policy_enforced')
  const granted = store.oauth.granted(person.email, parsed.client.project)
  if (!parsed.scopes.every((scope) => granted.has(scope))) return fail('consent_required')
  return finish(parsed, store, person, parsed.scopes)
}

function start(
  request: WorldRequest,
  parsed: AuthorizationRequest,
  store: GoogleStore,
  setting: PageSetting,
): WorldResponse {
  const accounts = store.sessions.accountsOf(request)
  const everybody = store.people.all().filter((person) => person.kind === 'person')
  const hinted = parsed.loginHint === null ? undefined : findByHint(accounts, parsed.loginHint)
  const only = accounts.length === 1 && parsed.loginHint === null ? accounts[0] : undefined
  if (store.habits.oauth.isAutoConsent) {
    const anybody =
      parsed.loginHint === null ? accounts[0] : findByHint(everybody, parsed.loginHint)
    if (anybody !== undefined) return askConsent(parsed, store, setting, anybody)
  }
  const person = hinted ?? only
  if (person === undefined || parsed.prompts.has('select_account')) {
    const others = everybody.filter((each) => !accounts.includes(each))
    return accountPage(setting, accounts, others)
  }
  return askConsent(parsed, store, setting, person)
}

function chooseAccount(
  request: WorldRequest,
  parsed: AuthorizationRequest,
  store: GoogleStore,
  setting: PageSetting,
  form: URLSearchParams,
): WorldResponse {
  const person = store.people.get(form.get('account') ?? '')
  const isSignedIn = store.sessions.accountsOf(request).includes(person)
  const response = askConsent(parsed, store, setting, person)
  if (!isSignedIn)
    response.headers['set-cookie'] = store.sessions.signIn(request, person.email, true)
  return response
}

function askConsent(
  parsed: AuthorizationRequest,
  store: GoogleStore,
  setting: PageSetting,
  person: Person,
): WorldResponse {
  if (isForbidden(parsed, store, person)) {
    const detail = 'An administrator restricts access to this data.'
    return errorPage(setting.locale, 400, 'admin_policy_enforced', detail)
  }
  const granted = store.oauth.granted(person.email, parsed.client.project)
  const others = [...granted].filter((scope) => !parsed.scopes.includes(scope))
  if (parsed.onepick !== null && parsed.includesGrantedScopes && others.length > 0) {
    return errorPage(setting.locale, 400, 'invalid_scope', 'onepick allows drive.file only')
  }
  if (store.habits.oauth.isAutoConsent)
    return consented(parsed, store, setting, person, parsed.scopes)
  const isKnown = parsed.scopes.every((scope) => granted.has(scope))
  if (isKnown && !parsed.prompts.has('consent')) return finish(parsed, store, person, parsed.scopes)
  return consentPage(setting, person, parsed.scopes, granted)
}

/** After Continue: unticked scopes are simply not granted; with nothing but identity left it is a refusal. */
function consented(
  parsed: AuthorizationRequest,
  store: GoogleStore,
  setting: PageSetting,
  person: Person,
  ticked: readonly string[],
): WorldResponse {
  const asked = parsed.scopes.filter((scope) => !identityScopes.has(scope))
  const allowed = parsed.scopes.filter(
    (scope) => identityScopes.has(scope) || ticked.includes(scope),
  )
  if (asked.length > 0 && !asked.some((scope) => allowed.includes(scope)))
    return refused(parsed, store)
  store.oauth.grant(person.email, parsed.client.project, allowed)
  if (parsed.onepick === null) return finish(parsed, store, person, allowed)
  const files = pickableFiles(parsed, store, person)
  if (store.habits.oauth.isAutoConsent) {
    const picked = (parsed.onepick.allowsMultiple ? files : files.slice(0, 1)).map(
      (file) => file.id,
    )
    return picked.length === 0 ? refused(parsed, store) : finishPick(parsed, store, person, picked)
  }
  return pickerPage(setting, person, files, parsed.onepick.allowsMultiple)
}

function finish(
  parsed: AuthorizationRequest,
  store: GoogleStore,
  person: Person,
  scopes: readonly string[],
): WorldResponse {
  const all = parsed.includesGrantedScopes
    ? [...scopes, ...store.oauth.granted(person.email, parsed.client.project)]
    : scopes
  return redirectWithToken(parsed, store.oauth.issue(person.email, parsed.client.clientId, all))
}

function finishPick(
  parsed: AuthorizationRequest,
  store: GoogleStore,
  person: Person,
  picked: readonly string[],
): WorldResponse {
  const offered = new Set(pickableFiles(parsed, store, person).map((file) => file.id))
  const fileIds = picked.filter((fileId) => offered.has(fileId))
  if (fileIds.length === 0) return refused(parsed, store)
  for (const fileId of fileIds) store.oauth.pickFile(person.email, parsed.client.project, fileId)
  const token = store.oauth.issue(person.email, parsed.client.clientId, parsed.scopes)
  return redirectWithPick(parsed, token, fileIds, store.habits.oauth.onepickStyle)
}

function refused(parsed: AuthorizationRequest, store: GoogleStore): WorldResponse {
  return redirectWithError(parsed, 'access_denied', store.habits.oauth.onepickStyle)
}

/** What the picker offers: files the person may read, limited to `file_ids` and types. */
function pickableFiles(
  parsed: AuthorizationRequest,
  store: GoogleStore,
  person: Person,
): PickableFile[] {
  const wanted = parsed.onepick
  if (wanted === null) return []
  return store.drive
    .filesReadableBy(person.email)
    .filter((file) => wanted.fileIds.length === 0 || wanted.fileIds.includes(file.id))
    .filter((file) => wanted.mimeTypes.length === 0 || wanted.mimeTypes.includes(file.mimeType))
    .map((file) => ({ id: file.id, name: file.name, ownerEmail: file.ownerEmail }))
}

function findByHint(people: readonly Person[], hint: string): Person | undefined {
  return people.find((person) => person.email === hint.toLowerCase() || person.sub === hint)
}

function isForbidden(parsed: AuthorizationRequest, store: GoogleStore, person: Person): boolean {
  const forbidden = store.oauth.forbiddenFor(person.email)
  return parsed.scopes.some((scope) => forbidden.has(scope))
}

function localeOf(request: WorldRequest, store: GoogleStore): 'ja' | 'en' {
  const asked = request.url.searchParams.get('hl')
  if (asked === 'ja' || asked === 'en') return asked
  return store.sessions.accountsOf(request)[0]?.locale ?? 'en'
}
