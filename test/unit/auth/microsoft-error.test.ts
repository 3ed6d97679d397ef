import { describe, expect, it } from 'vitest'
import { codeOfEntraError } from '../../../lib/auth/microsoft-error.ts'
import { errorsEn } from '../../../lib/i18n/errors-en.ts'
import { errorsJa } from '../../../lib/i18n/errors-ja.ts'

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
    ['invalid_scope', 70011, 'auth/not-configured'],
    ['invalid_resource', null, 'auth/not-configured'],
    ['account_selection_required', null, 'auth/expired'],
    ['interaction_required', 16000, 'auth/expired'],
    ['invalid_grant', 50020, 'auth/wrong-account'],
    ['access_denied', 500021, 'auth/blocked'],
    ['access_denied', 53004, 'auth/blocked'],
    ['access_denied', 90095, 'auth/admin-policy'],
    ['unauthorized_client', 7000112, 'auth/admin-policy'],
    ['invalid_client', 7000218, 'auth/not-configured'],
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

  it.each([errorsEn, errorsJa])(
    'says of 65004 nothing that holds for only one of its causes',
    (errors) => {
      // A person's "no" and an administrator who has to agree come back as the same answer.
      const { text, next } = errors['auth/refused']
      expect(text).not.toMatch(/cancel|called off|refus|取り?消|とりやめ|やめました|中止/)
      expect(next).toMatch(/administrator has to|管理者の承認/)
    },
  )

  it('reads a number at the beginning only', () => {
    const description = 'The user said AADSTS90094: hello'
    expect(codeOfEntraError({ error: 'access_denied', description }, true)).toBe('auth/refused')
  })
})
