import { json, type WorldResponse } from '../network/http-message.ts'

/** A refusal inside an API handler; becomes Google's error JSON. */
export class ApiError extends Error {
  readonly status: number
  readonly reason: string
  /** Where the error is, e.g. `{ location: 'If-Match', locationType: 'header' }`. */
  readonly place: { location?: string; locationType?: string }

  constructor(
    status: number,
    reason: string,
    message: string,
    place: { location?: string; locationType?: string } = {},
  ) {
    super(message)
    this.status = status
    this.reason = reason
    this.place = place
  }
}

/** Usual reasons and messages by status, for faults that name none. */
const usual: Record<number, { reason: string; message: string }> = {
  400: { reason: 'badRequest', message: 'Bad Request' },
  401: { reason: 'authError', message: 'Invalid Credentials' },
  403: { reason: 'forbidden', message: 'Forbidden' },
  404: { reason: 'notFound', message: 'Not Found' },
  409: { reason: 'duplicate', message: 'The requested identifier already exists.' },
  410: { reason: 'deleted', message: 'Resource has been deleted' },
  412: { reason: 'conditionNotMet', message: 'Precondition Failed' },
  429: { reason: 'rateLimitExceeded', message: 'Rate Limit Exceeded' },
  500: { reason: 'internalError', message: 'Internal Error' },
  502: { reason: 'badGateway', message: 'Bad Gateway' },
  503: { reason: 'backendError', message: 'Backend Error' },
}

const usageReasons = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
  'sharingRateLimitExceeded',
])

/** An error with the usual reason of its status when `reason` is empty. */
export function usualError(status: number, reason: string): ApiError {
  const known = usual[status] ?? { reason: 'backendError', message: `Error ${status}` }
  return new ApiError(status, reason === '' ? known.reason : reason, known.message)
}

/** Google's error JSON. https://developers.google.com/workspace/calendar/api/guides/errors */
export function errorResponse(error: ApiError): WorldResponse {
  const calendarReasons = ['forbiddenForNonOrganizer']
  const domain = usageReasons.has(error.reason)
    ? 'usageLimits'
    : calendarReasons.includes(error.reason)
      ? 'calendar'
      : 'global'
  const body = {
    error: {
      code: error.status,
      message: error.message,
      errors: [{ message: error.message, domain, reason: error.reason, ...error.place }],
    },
  }
  const headers: Record<string, string> =
    error.status === 401
      ? { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' }
      : {}
  return json(error.status, body, headers)
}

/** 404 in Google's words. */
export function notFound(message = 'Not Found'): ApiError {
  return new ApiError(404, 'notFound', message)
}

/** 400 about a query parameter. */
export function invalidParameter(name: string, message: string): ApiError {
  return new ApiError(400, 'invalidParameter', message, {
    location: name,
    locationType: 'parameter',
  })
}

/** 400 about the body. */
export function badBody(reason: 'invalid' | 'required', message: string): ApiError {
  return new ApiError(400, reason, message)
}

/** 412 after a failed If-Match. */
export function conditionNotMet(): ApiError {
  return new ApiError(412, 'conditionNotMet', 'Precondition Failed', {
    location: 'If-Match',
    locationType: 'header',
  })
}
