import type { HostModule } from '../network/host-module.ts'
import { bearerTokenOf, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { handleCalendar } from './calendar-api.ts'
import { answerBatch } from './graph-batch.ts'
import type { GraphHandler } from './graph-call.ts'
import { GraphError, graphErrorResponse, usualGraphError } from './graph-error.ts'
import { handleMe } from './me-api.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { handleOneDrive } from './onedrive-api.ts'

/** The parts of Graph, asked in order. A further part is one more entry here. */
const graphHandlers: readonly GraphHandler[] = [handleMe, handleOneDrive, handleCalendar]

/** graph.microsoft.com: JSON, bearer tokens in the header only, CORS, logged. */
export function graphHost(store: MicrosoftStore): HostModule {
  return {
    name: 'Microsoft Graph',
    serves: (host) => host === 'graph.microsoft.com',
    isApi: () => true,
    accountOf: (request) => store.entra.find(bearerTokenOf(request) ?? '')?.email ?? null,
    refuse: (request, status, reason) =>
      withGraphCors(request, graphErrorResponse(store, request, usualGraphError(status, reason))),
    handle: (request) =>
      request.method === 'OPTIONS'
        ? graphPreflight(request)
        : withGraphCors(request, answerGraph(request, store)),
  }
}

/** Answers one Graph request, alone or out of a batch. Never throws a refusal: it becomes error JSON. */
export function answerGraph(request: WorldRequest, store: MicrosoftStore): WorldResponse {
  try {
    if (!request.url.pathname.startsWith('/v1.0/')) {
      throw new GraphError(400, 'BadRequest', 'Invalid version: only v1.0 is in this world.')
    }
    const text = request.headers.authorization === undefined ? null : bearerTokenOf(request)
    if (text === null)
      throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty.')
    const token = store.entra.find(text)
    if (token === null) throw usualGraphError(401)
    const person = store.people.get(token.email)
    const path = request.url.pathname.slice('/v1.0'.length)
    if (path === '/$batch' && request.method === 'POST')
      return answerBatch(request, (inner) => answerGraph(inner, store))
    for (const handle of graphHandlers) {
      const response = handle({ store, request, path, token, person })
      if (response !== null) return response
    }
    throw new GraphError(
      400,
      'BadRequest',
      `Resource not found for the segment '${path.slice(1)}'.`,
    )
  } catch (error) {
    if (error instanceof GraphError) return graphErrorResponse(store, request, error)
    throw error
  }
}

function graphPreflight(request: WorldRequest): WorldResponse {
  const asked = request.headers['access-control-request-headers']
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
      ...(asked !== undefined && { 'access-control-allow-headers': asked }),
      'access-control-max-age': '86400',
    },
    body: '',
  }
}

/** Any origin may call with a bearer token, and may read these headers. */
function withGraphCors(request: WorldRequest, response: WorldResponse): WorldResponse {
  if (request.headers.origin === undefined) return response
  const headers = {
    ...response.headers,
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, X-PublicationToken',
  }
  return { ...response, headers }
}
