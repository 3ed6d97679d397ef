import type { ErrorCode } from '../base/app-error.ts'

/** An error of Entra's, in a redirect or at the token endpoint. */
export interface EntraError {
  /** OAuth's own word. */
  error: string
  /** Begins with `AADSTS` and a number; the rest is for people and never read. */
  description: string
}

/**
 * What numbers refine. Microsoft may change them: OAuth's own words decide where a number is not known.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const numbers: [ErrorCode, readonly number[]][] = [
  // An administrator has to consent, or did not let this person use the app.
  ['auth/admin-policy', [90093, 90094, 90095, 50105, 650_052, 650_056, 650_057, 7_000_112]],
  // Conditional access or a tenant's restrictions: this device, place or network is not allowed.
  [
    'auth/blocked',
    [
      50002, 50005, 50097, 50129, 50131, 53000, 53001, 53002, 53003, 53004, 53005, 53009, 53011,
      500_021, 500_022, 530_003, 530_032, 530_034, 530_035,
    ],
  ],
  // An account that the organisation's directory does not know, a guest's for instance.
  ['auth/wrong-account', [16003, 50020, 50034, 90072]],
  // The account belongs to another cloud.
  ['auth/national-cloud', [90038, 90043, 900_382, 900_439]],
  [
    'auth/not-configured',
    [50011, 50194, 65005, 70001, 70011, 500_113, 700_016, 900_561, 7_000_218, 9_002_325, 9_002_326],
  ],
  // The person pressed "no", or went back from the page that says an administrator has to agree: Entra
  // answers both alike, so the words for this code must be right for both.
  ['auth/refused', [65004]],
  // A sign-in that the person has to repeat, with a second factor for instance.
  ['auth/expired', [50058, 50074, 50076, 50078, 50079, 50158, 50173, 70043, 700_082, 700_084]],
]

/** Consent that nobody has given. */
const missingConsent = 65001

/**
 * The code of an error. A consent that is missing is the administrator's in a window, where the person was
 * asked already; without a window the person can press reconnect and be asked.
 */
export function codeOfEntraError(
  { error, description }: EntraError,
  isInteractive: boolean,
): ErrorCode {
  const number = Number(/^AADSTS(\d+)\b/.exec(description.trim())?.[1] ?? Number.NaN)
  const known = numbers.find(([, all]) => all.includes(number))
  if (known !== undefined) return known[0]
  if (number === missingConsent || error === 'consent_required') {
    return isInteractive ? 'auth/admin-policy' : 'auth/expired'
  }
  switch (error) {
    case 'interaction_required':
    case 'login_required':
    case 'account_selection_required':
    case 'invalid_grant':
      return 'auth/expired'
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_request':
    case 'invalid_scope':
    case 'invalid_resource':
      return 'auth/not-configured'
    case 'server_error':
    case 'temporarily_unavailable':
      return 'net/server'
    default:
      return 'auth/refused'
  }
}
