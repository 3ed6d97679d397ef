import type { MicrosoftStore } from './microsoft-store.ts'
import { guidOf } from './people.ts'

/** A refusal in Entra's words. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export interface EntraError {
  /** OAuth's word, e.g. `interaction_required`. */
  error: string
  /** Number of the AADSTS code. */
  code: number
  /** The sentence after the code. */
  detail: string
  /** What the token endpoint adds for some, e.g. `consent_required`. */
  suberror?: string
  /** What a redirect adds when a person pressed cancel. */
  subcode?: 'cancel'
}

/** Makes one. */
export function entraError(error: string, code: number, detail: string): EntraError {
  return { error, code, detail }
}

/** `error_description` with the trace ids and time Entra puts behind each; two of them are never equal. */
export function describeError(store: MicrosoftStore, error: EntraError): ErrorDescription {
  const traceId = guidOf(store.random.text(32, '0123456789abcdef'))
  const correlationId = guidOf(store.random.text(32, '0123456789abcdef'))
  const timestamp = new Date(store.clock.nowMs())
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
  return {
    traceId,
    correlationId,
    timestamp,
    text: `AADSTS${error.code}: ${error.detail} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    uri: `https://login.microsoftonline.com/error?code=${error.code}`,
  }
}

/** The parts of a description, also sent one by one. */
export interface ErrorDescription {
  text: string
  traceId: string
  correlationId: string
  timestamp: string
  uri: string
}

/** A person (or an administrator's page) said no. */
export const declined: EntraError = {
  ...entraError('access_denied', 65004, 'User declined to consent to access the app.'),
  subcode: 'cancel',
}
