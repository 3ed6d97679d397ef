import { describe, expect, it } from 'vitest'
import { codeOfEntraError } from '../../../lib/auth/microsoft-error.ts'

const told = (error: string, number: number | null) => ({
  error,
  description: number === null ? '' : `AADSTS${number}: Something. Trace ID: 65001-1`,
})

describe('codeOfEntraError', () => {
  it.each([
    ['interaction_required', 50076, 'auth/expired'],
    ['interaction_required', 53003, 'auth/blocked'],
    ['invalid_grant', 53000, 'auth/blocked'],
    ['interaction_required', 65001, 'auth/expired'],
    ['consent_required', null, 'auth/expired'],
    ['access_denied', 90094, 'auth/admin-policy'],
    ['access_denied', 65004, 'auth/refused'],
    ['access_denied', null, 'auth/refused'],
    ['login_required', 50058, 'auth/expired'],
    ['invalid_grant', 700084, 'auth/expired'],
    ['invalid_request', 9002326, 'auth/not-configured'],
    ['invalid_request', 900439, 'auth/national-cloud'],
    ['unauthorized_client', 700016, 'auth/not-configured'],
    ['server_error', 90033, 'net/server'],
    ['temporarily_unavailable', null, 'net/server'],
    ['something_new', 1234567, 'auth/refused'],
  ])('%s with AADSTS%s, without a window, is %s', (error, number, code) => {
    expect(codeOfEntraError(told(error, number), false)).toBe(code)
  })

  it.each([
    ['consent_required', null],
    ['access_denied', 65001],
  ])('%s with AADSTS%s in a window is the administrator’s', (error, number) => {
    expect(codeOfEntraError(told(error, number), true)).toBe('auth/admin-policy')
  })

  it('reads a number at the beginning only', () => {
    const description = 'The user said AADSTS90094: hello'
    expect(codeOfEntraError({ error: 'access_denied', description }, true)).toBe('auth/refused')
  })
})
