import { json, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { graphJsonBody } from './graph-call.ts'
import { GraphError } from './graph-error.ts'

/** Most requests in one batch. https://learn.microsoft.com/graph/json-batching */
const maxRequests = 20

interface BatchStep {
  id: string
  method: string
  url: string
  headers: Record<string, string>
  body: unknown
  dependsOn: string[]
}

/**
 * POST /$batch: up to 20 requests in one, each with an answer of its own. The batch itself succeeds whatever
 * its parts say; answers come in no promised order (here: the last first); what depends on a failure is
 * answered 424. Throws 400 for a batch that is none.
 */
export function answerBatch(
  request: WorldRequest,
  answer: (inner: WorldRequest) => WorldResponse,
): WorldResponse {
  const { requests } = graphJsonBody(request)
  if (!Array.isArray(requests) || requests.length === 0) throw badBatch('There are no requests.')
  if (requests.length > maxRequests) throw badBatch(`There are more than ${maxRequests} requests.`)
  const steps = (requests as unknown[]).map(readStep)
  if (new Set(steps.map((step) => step.id)).size < steps.length)
    throw badBatch('Request ids have to be unique.')
  const statuses = new Map<string, number>()
  const answers = steps.map((step) => {
    const response = step.dependsOn.every((id) => (statuses.get(id) ?? 500) < 400)
      ? answer(innerRequest(request, step))
      : json(424, { error: { code: 'FailedDependency', message: 'A dependency failed.' } })
    statuses.set(step.id, response.status)
    return viewAnswer(step.id, response)
  })
  return json(200, { responses: answers.reverse() })
}

function readStep(value: unknown): BatchStep {
  const { id, method, url, headers, body, dependsOn } = (value ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string')
    throw badBatch('A request needs id, method and url.')
  if (!url.startsWith('/')) throw badBatch(`The url of request ${id} is not relative.`)
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: (headers ?? {}) as Record<string, string>,
    body,
    dependsOn: (dependsOn ?? []) as string[],
  }
}

function innerRequest(outer: WorldRequest, step: BatchStep): WorldRequest {
  const headers = Object.fromEntries(
    Object.entries(step.headers).map(([name, text]) => [name.toLowerCase(), text]),
  )
  const isJson = /\bjson\b/i.test(headers['content-type'] ?? '')
  const { authorization } = outer.headers
  return {
    method: step.method,
    url: new URL(`/v1.0${step.url}`, outer.url),
    headers: { ...(authorization !== undefined && { authorization }), ...headers },
    // Anything but JSON travels as base64.
    body:
      step.body === undefined
        ? Buffer.alloc(0)
        : isJson
          ? Buffer.from(JSON.stringify(step.body))
          : Buffer.from(String(step.body), 'base64'),
    staleMs: outer.staleMs,
  }
}

function viewAnswer(id: string, response: WorldResponse): Record<string, unknown> {
  const bytes = Buffer.from(response.body)
  const isJson = /\bjson\b/i.test(String(response.headers['content-type'] ?? ''))
  return {
    id,
    status: response.status,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [headerName(name), value]),
    ),
    ...(bytes.length > 0 && {
      body: isJson ? (JSON.parse(bytes.toString('utf8')) as unknown) : bytes.toString('base64'),
    }),
  }
}

/** `content-type` as `Content-Type`. */
function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}

function badBatch(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message)
}
