import type { HostModule } from '../network/host-module.ts'
import { bearerTokenOf, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { handleCalendarApi } from './calendar-api.ts'
import { handleCalendarHost, handleSearchHost } from './calendar-host.ts'
import { handleDriveApi } from './drive-api.ts'
import { handleDrivePage } from './drive-page.ts'
import { ApiError, errorResponse, notFound, usualError } from './google-error.ts'
import type { GoogleStore } from './google-store.ts'
import { handleAuthorization } from './oauth-authorize.ts'
import { page } from './oauth-pages.ts'
import { handleServiceLogin } from './service-login.ts'
import { handleOAuth2Host, handleUserinfo } from './userinfo-api.ts'

/** The Google hosts of the world. */
export function googleHosts(store: GoogleStore): HostModule[] {
  return [
    apiHost(store),
    pageHost(
      store,
      'accounts.google.com',
      (request) =>
        handleServiceLogin(request, store) ??
        (request.url.searchParams.has('client_id') ? handleAuthorization(request, store) : null),
    ),
    pageHost(store, 'oauth2.googleapis.com', (request) => handleOAuth2Host(request, store)),
    pageHost(store, 'calendar.google.com', (request) => handleCalendarHost(request, store)),
    pageHost(store, 'www.google.com', handleSearchHost),
    pageHost(store, 'drive.google.com', (request) => handleDrivePage(request, store)),
  ]
}

/** www.googleapis.com: JSON, bearer tokens, CORS, logged. */
function apiHost(store: GoogleStore): HostModule {
  const accountOf = (request: WorldRequest) =>
    store.oauth.find(bearerTokenOf(request) ?? '')?.email ?? null
  return {
    name: 'Google APIs',
    serves: (host) => host === 'www.googleapis.com',
    isApi: () => true,
    accountOf,
    refuse: (request, status, reason) =>
      withCors(request, errorResponse(usualError(status, reason))),
    handle(request) {
      if (request.method === 'OPTIONS') return preflight(request)
      try {
        const response =
          handleCalendarApi(request, store) ??
          handleDriveApi(request, store) ??
          handleUserinfo(request, store) ??
          errorResponse(notFound())
        return withCors(request, response)
      } catch (error) {
        if (error instanceof ApiError) return withCors(request, errorResponse(error))
        throw error
      }
    },
  }
}

function pageHost(
  store: GoogleStore,
  name: string,
  handle: (request: WorldRequest) => WorldResponse | null | Promise<WorldResponse | null>,
): HostModule {
  return {
    name,
    serves: (host) => host === name,
    isApi: () => false,
    accountOf: (request) => store.sessions.accountsOf(request)[0]?.email ?? null,
    refuse: (_request, status, reason) => page(status, `Error ${status}`, reason),
    handle,
  }
}

function preflight(request: WorldRequest): WorldResponse {
  const asked = request.headers['access-control-request-headers']
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-methods': 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT',
      ...(asked !== undefined && { 'access-control-allow-headers': asked }),
      'access-control-max-age': '3600',
    },
    body: '',
  }
}

/** Any origin may call with a bearer token; ETag is not among the headers a page may read. */
function withCors(request: WorldRequest, response: WorldResponse): WorldResponse {
  const { origin } = request.headers
  if (origin === undefined) return response
  const headers = {
    ...response.headers,
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Cache-Control,Content-Length,Content-Type,Date,Server,Vary',
  }
  return { ...response, headers }
}
