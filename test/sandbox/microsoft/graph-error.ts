import { json, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { guidOf } from './people.ts'

/** A refusal inside a Graph handler; becomes Graph's error JSON. */
export class GraphError extends Error {
  readonly status: number
  /** E.g. `itemNotFound`. */
  readonly code: string
  /** The finer code Graph puts into `innerError`; null when there is none. */
  readonly innerCode: string | null

  constructor(status: number, code: string, message: string, innerCode: string | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.innerCode = innerCode
  }
}

/**
 * Usual codes and messages by status, for faults that name none.
 * https://learn.microsoft.com/graph/errors and the OneDrive error list.
 */
const usual: Record<number, { code: string; message: string }> = {
  400: { code: 'invalidRequest', message: 'Invalid request' },
  401: {
    code: 'InvalidAuthenticationToken',
    message: 'Lifetime validation failed, the token is expired.',
  },
  403: { code: 'accessDenied', message: 'Access denied' },
  404: { code: 'itemNotFound', message: 'The resource could not be found.' },
  405: { code: 'notSupported', message: 'The method is not supported.' },
  406: { code: 'notAllowed', message: 'The action is not allowed.' },
  409: { code: 'conflict', message: 'The operation conflicts with another one.' },
  410: { code: 'resyncRequired', message: 'Resync required.' },
  412: { code: 'resourceModified', message: 'ETag does not match current item.' },
  413: { code: 'invalidRequest', message: 'Request Entity Too Large' },
  423: { code: 'notAllowed', message: 'The resource you are attempting to access is locked' },
  429: { code: 'activityLimitReached', message: 'The app or user has been throttled.' },
  500: { code: 'generalException', message: 'An unspecified error has occurred.' },
  502: { code: 'UnknownError', message: '' },
  503: { code: 'serviceNotAvailable', message: 'The service is not available. Try again later.' },
  504: { code: 'UnknownError', message: '' },
  507: { code: 'quotaLimitReached', message: 'The user has reached their quota limit.' },
}

/** An error with the usual code of its status when `code` is empty. */
export function usualGraphError(
  status: number,
  code = '',
  innerCode: string | null = null,
): GraphError {
  const known = usual[status] ?? { code: 'generalException', message: `Error ${status}` }
  return new GraphError(status, code === '' ? known.code : code, known.message, innerCode)
}

/** Graph's error JSON, with ids in `innerError` that are never the same twice. */
export function graphErrorResponse(
  store: MicrosoftStore,
  request: WorldRequest,
  error: GraphError,
): WorldResponse {
  const requestId = guidOf(store.random.text(32, '0123456789abcdef'))
  const body = {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        ...(error.innerCode !== null && { code: error.innerCode }),
        date: new Date(store.clock.nowMs()).toISOString().replace(/\.\d+Z$/, ''),
        'request-id': requestId,
        'client-request-id': request.headers['client-request-id'] ?? requestId,
      },
    },
  }
  const challenge =
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"'
  return json(error.status, body, error.status === 401 ? { 'www-authenticate': challenge } : {})
}
