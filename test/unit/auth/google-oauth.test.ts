import { describe, expect, it } from 'vitest'
import {
  buildConnectUrl,
  buildPickUrl,
  buildRenewUrl,
  googleScopes,
  missingScopes,
  readRedirect,
} from '../../../lib/auth/google-oauth.ts'

const request = {
  clientId: '1-a.apps.googleusercontent.com',
  redirectUrl: 'https://abc.chromiumapp.org/',
  state: '5tate',
}
const calendar = 'https://www.googleapis.com/auth/calendar.events'
const driveFile = 'https://www.googleapis.com/auth/drive.file'
const query = (url: string) => Object.fromEntries(new URL(url).searchParams)
const base = {
  client_id: request.clientId,
  redirect_uri: request.redirectUrl,
  response_type: 'token',
  state: '5tate',
}
const scope = `openid email ${calendar} ${driveFile}`

describe('authorisation addresses', () => {
  it('lets a new person choose the account', () => {
    const url = buildConnectUrl(request, null)
    expect(url.startsWith('https://accounts.google.com/o/oauth2/v2/auth?')).toBe(true)
    expect(query(url)).toEqual({ ...base, scope, prompt: 'select_account' })
  })

  it('points at a known account', () => {
    expect(query(buildConnectUrl(request, 'mei@example.com'))).toEqual({
      ...base,
      scope,
      login_hint: 'mei@example.com',
    })
  })

  it('renews without showing anything', () => {
    expect(query(buildRenewUrl(request, 'mei@example.com'))).toEqual({
      ...base,
      scope,
      prompt: 'none',
      login_hint: 'mei@example.com',
    })
  })

  it('picks with drive.file alone', () => {
    const expected = {
      ...base,
      scope: driveFile,
      login_hint: 'mei@example.com',
      prompt: 'consent',
      trigger_onepick: 'true',
      include_granted_scopes: 'false',
    }
    expect(query(buildPickUrl(request, 'mei@example.com', '1AbCdEfGhIjK'))).toEqual({
      ...expected,
      file_ids: '1AbCdEfGhIjK',
    })
    expect(query(buildPickUrl(request, 'mei@example.com', null))).toEqual(expected)
  })
})

describe('readRedirect', () => {
  const read = (rest: string, url = request.redirectUrl) => readRedirect(url + rest, request)
  const good = `state=5tate&access_token=t&expires_in=3599&scope=${encodeURIComponent(scope)}`

  it('reads a token from the fragment', () => {
    expect(read(`#${good}`)).toEqual({
      ok: true,
      value: {
        token: 't',
        expiresInSeconds: 3599,
        scopes: ['openid', 'email', calendar, driveFile],
        pickedFileIds: [],
      },
    })
  })

  it.each([
    `?picked_file_ids=a%2Cb#${good}`,
    `#picked_file_ids=a,b&${good}`,
    `?picked_file_ids=a&state=5tate#picked_file_ids=b&${good}`,
  ])('reads picked files wherever they are: %s', (rest) => {
    const answer = read(rest)
    expect(answer.ok && answer.value.pickedFileIds.toSorted()).toEqual(['a', 'b'])
  })

  it('takes an hour for a lifetime that is missing', () => {
    const answer = read('#state=5tate&access_token=t')
    expect(answer.ok && answer.value.expiresInSeconds).toBe(3600)
  })

  it.each([
    ['another state', `#${good.replace('5tate', 'other')}`],
    ['no state', '#access_token=t'],
    ['two states', `?state=other#${good}`],
    ['no token', '#state=5tate'],
    ['an empty token', '#state=5tate&access_token='],
    ['an error to somebody else', '#error=admin_policy_enforced&state=other'],
  ])('refuses %s', (_name, rest) => {
    expect(read(rest)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it.each([
    'https://abc.chromiumapp.org.evil.example/',
    'https://evil.example/',
    'http://abc.chromiumapp.org/',
    'https://abc.chromiumapp.org/other',
    'https://abc.chromiumapp.org:8443/',
    'nonsense',
  ])('refuses an answer at %s', (url) => {
    expect(read(`#${good}`, url)).toEqual({ ok: false, error: 'auth/refused' })
  })

  it.each([
    ['access_denied', 'auth/refused'],
    ['admin_policy_enforced', 'auth/admin-policy'],
    ['org_internal', 'auth/admin-policy'],
    ['interaction_required', 'auth/expired'],
    ['login_required', 'auth/expired'],
    ['consent_required', 'auth/expired'],
    ['account_selection_required', 'auth/expired'],
    ['invalid_client', 'auth/not-configured'],
    ['redirect_uri_mismatch', 'auth/not-configured'],
    ['server_error', 'net/server'],
    ['temporarily_unavailable', 'net/server'],
    ['something_new', 'auth/refused'],
  ])('reads %s as %s, in query or fragment, with or without state', (error, code) => {
    expect(read(`#error=${error}&state=5tate`)).toEqual({ ok: false, error: code })
    expect(read(`?error=${error}`)).toEqual({ ok: false, error: code })
  })
})

describe('missingScopes', () => {
  it('knows the long name of email and does not ask for openid back', () => {
    const email = 'https://www.googleapis.com/auth/userinfo.email'
    expect(missingScopes([...googleScopes])).toEqual([])
    expect(missingScopes([email, calendar, driveFile])).toEqual([])
  })

  it('names what was unticked', () => {
    expect(missingScopes(['openid', 'email', driveFile])).toEqual([calendar])
    expect(missingScopes(['openid', 'email', calendar])).toEqual([driveFile])
    expect(missingScopes([])).toEqual(['email', calendar, driveFile])
  })
})
