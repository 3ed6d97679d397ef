import type { Clock } from '../base/clock.ts'
import { z } from '../base/zod.ts'
import { type GraphFailure, readGraphFailure } from './graph-refusal.ts'
import type { Http, HttpOutcome } from './http.ts'
import { parseJson } from './json-body.ts'

/** https://learn.microsoft.com/graph/use-the-api */
const root = 'https://graph.microsoft.com/v1.0'

/** Lists longer than this many pages are not read to their end. */
const pageLimit = 20

/** Metadata, error bodies and pages of lists are small; anything larger is not an answer to our questions. */
const answerBytes = 4 * 1024 * 1024

/** One call of Microsoft Graph v1.0. */
export interface GraphCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/v1.0`, beginning with a slash; variable parts already encoded. */
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as they are, with the type named beside. */
  content?: { bytes: Uint8Array; type: string }
  timeoutMs?: number
}

/** What a call for a value came to. */
export type GraphAnswer<T> = { kind: 'value'; value: T } | { kind: 'failed'; failure: GraphFailure }

/** Microsoft Graph for one account. Answers are checked by the caller's schema; nothing is ever thrown. */
export interface Graph {
  /** The bare outcome, for calls whose statuses mean something of their own. */
  send(call: GraphCall, signal: AbortSignal): Promise<HttpOutcome>
  /** One value. A success whose body does not fit `schema` is the provider's failure. */
  read<T>(call: GraphCall, schema: z.ZodMiniType<T>, signal: AbortSignal): Promise<GraphAnswer<T>>
  /** All pages of a list; items that do not fit `schema` are left out. */
  list<T>(call: GraphCall, schema: z.ZodMiniType<T>, signal: AbortSignal): Promise<GraphAnswer<T[]>>
}

const pageSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.catch(z.nullable(z.string()), null),
})

/** Graph over an account's authorised requests. */
export function createGraph(parts: { http: Http; clock: Clock }): Graph {
  const { http, clock } = parts

  function sendTo(url: string, call: GraphCall, signal: AbortSignal): Promise<HttpOutcome> {
    const { method, json, content, timeoutMs } = call
    const type = content?.type ?? (json === undefined ? null : 'application/json')
    const body = content?.bytes ?? (json === undefined ? undefined : JSON.stringify(json))
    return http.send(
      {
        method,
        url,
        headers: { ...call.headers, ...(type !== null && { 'Content-Type': type }) },
        ...(body !== undefined && { body }),
        maxBytes: answerBytes,
        ...(timeoutMs !== undefined && { timeoutMs }),
      },
      signal,
    )
  }

  async function readFrom<T>(
    url: string,
    call: GraphCall,
    schema: z.ZodMiniType<T>,
    signal: AbortSignal,
  ): Promise<GraphAnswer<T>> {
    const outcome = await sendTo(url, call, signal)
    const failure = readGraphFailure(outcome, clock)
    if (failure !== null) return { kind: 'failed', failure }
    const parsed = schema.safeParse(outcome.kind === 'answer' ? parseJson(outcome.bytes) : null)
    return parsed.success ? { kind: 'value', value: parsed.data } : cutAnswer
  }

  return {
    send: (call, signal) => sendTo(urlOf(call), call, signal),

    read: (call, schema, signal) => readFrom(urlOf(call), call, schema, signal),

    async list(call, schema, signal) {
      const items: z.infer<typeof schema>[] = []
      let url = urlOf(call)
      for (let page = 0; page < pageLimit; page++) {
        const answer = await readFrom(url, call, pageSchema, signal)
        if (answer.kind === 'failed') return answer
        for (const entry of answer.value.value) {
          const parsed = schema.safeParse(entry)
          if (parsed.success) items.push(parsed.data)
        }
        const next = answer.value['@odata.nextLink']
        if (next === null) break
        // The token goes with it: nowhere but to Graph.
        if (!next.startsWith(`${root}/`)) return cutAnswer
        url = next
      }
      return { kind: 'value', value: items }
    },
  }
}

/** A success that does not hold what it should: as good as an answer that was cut. */
const cutAnswer = {
  kind: 'failed',
  failure: { refusal: { kind: 'unavailable' }, status: null, codes: [] },
} as const satisfies GraphAnswer<never>

function urlOf({ path, query }: GraphCall): string {
  return query === undefined ? `${root}${path}` : `${root}${path}?${new URLSearchParams(query)}`
}
