import type { WorldRequest, WorldResponse } from '../network/http-message.ts'
import type { GraphToken } from './entra-store.ts'
import { GraphError, usualGraphError } from './graph-error.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import type { MicrosoftPerson } from './people.ts'

/** What every Graph handler is given: the token is live, scopes are still to be asked for. */
export interface GraphCall {
  store: MicrosoftStore
  request: WorldRequest
  /** The path below `/v1.0`, still percent-encoded, beginning with a slash. */
  path: string
  token: GraphToken
  /** Whose token it is. */
  person: MicrosoftPerson
}

/** Part of Graph. Null: the path is another's. Throws {@link GraphError}. */
export type GraphHandler = (call: GraphCall) => WorldResponse | null

/** One path of Graph, and what answers there. The handler gets the path's groups, percent-decoded. */
export type GraphRoute = [
  methods: string,
  path: RegExp,
  handle: (call: GraphCall, ...groups: string[]) => WorldResponse,
]

/** A handler for a list of routes. A known path with another method is refused with 405. */
export function routeGraph(routes: readonly GraphRoute[]): GraphHandler {
  return (call) => {
    let isKnown = false
    for (const [methods, path, handle] of routes) {
      const match = path.exec(call.path)
      if (match === null) continue
      isKnown = true
      if (!methods.split(' ').includes(call.request.method)) continue
      return handle(call, ...match.slice(1).map((group) => decodeURIComponent(group ?? '')))
    }
    if (isKnown) throw usualGraphError(405)
    return null
  }
}

/** Throws Graph's 403 unless the token has one of `scopes`. */
export function requireGraphScope(token: GraphToken, scopes: readonly string[]): void {
  if (scopes.some((scope) => token.scopes.has(scope))) return
  throw new GraphError(
    403,
    'accessDenied',
    'Either scp or roles claim need to be present in the token with a sufficient permission.',
  )
}

/** The JSON object in a body. Throws 400 when there is none, or no JSON content type. */
export function graphJsonBody(request: WorldRequest): Record<string, unknown> {
  const bad = () => new GraphError(400, 'invalidRequest', 'The request body is not a JSON object.')
  if (!/\bjson\b/i.test(request.headers['content-type'] ?? '')) throw bad()
  let parsed: unknown
  try {
    parsed = JSON.parse(request.body.toString('utf8'))
  } catch {
    throw bad()
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw bad()
  return parsed as Record<string, unknown>
}

/**
 * The properties `$select` names, `@…` annotations always kept. Without `$select` everything. Unknown names
 * are a 400, as for any strict OData service.
 */
export function selectProperties<T extends object>(
  query: URLSearchParams,
  value: T,
  known: readonly string[],
): Partial<T> {
  const text = query.get('$select')
  if (text === null) return value
  const wanted = text.split(',').map((name) => name.trim())
  for (const name of wanted) {
    if (known.includes(name) || name.startsWith('@') || name in value) continue
    throw new GraphError(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${name}'.`,
    )
  }
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => wanted.includes(name) || name.startsWith('@')),
  ) as Partial<T>
}
