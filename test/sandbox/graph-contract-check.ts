/**
 * Checks logged Graph requests and answers against the slice of Microsoft's description in
 * `../shared/contracts`, so that neither our client nor this world can drift away from the real thing.
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkSchema } from './contract/check-schema.ts'
import {
  findOperation,
  type OpenApiDocument,
  type OpenApiOperation,
} from './contract/openapi-document.ts'
import type { Violation } from './contract-check.ts'
import type { LogEntry } from './network/request-log.ts'

const contractFile = resolve(
  import.meta.dirname,
  '../../../shared/contracts/graph-v1.0-slice.openapi.json',
)

/**
 * Documented paths that the slice leaves out, given the shape of one it has.
 * https://learn.microsoft.com/graph/api/driveitem-list-children
 */
const childrenPath = /\/children$/
const childrenQuery = ['$select', '$expand', '$top', '$skiptoken', '$orderby']

/**
 * The slice; null when `../shared/contracts` is not there (it is not part of the project): say so then, do not
 * pass silently.
 */
export function loadGraphContract(): OpenApiDocument | null {
  if (!existsSync(contractFile)) return null
  return JSON.parse(readFileSync(contractFile, 'utf8')) as OpenApiDocument
}

/** What in the log does not fit. Hosts other than `graph.microsoft.com` are left alone. */
export function checkGraphLog(
  entries: readonly LogEntry[],
  document: OpenApiDocument,
): Violation[] {
  return entries.flatMap((entry) => checkEntry(entry, document))
}

function checkEntry(entry: LogEntry, document: OpenApiDocument): Violation[] {
  const url = new URL(entry.url)
  if (url.host !== 'graph.microsoft.com') return []
  const common = { request: `${entry.method} ${url.origin}${url.pathname}`, status: entry.status }
  const path = url.pathname.replace(/^\/v1\.0/, '')
  const operation = childrenPath.test(path)
    ? childrenOperation(document, entry.method, path)
    : findOperation(document, entry.method, path)
  if (operation === null) return [{ ...common, side: 'request', problem: 'unknown path' }]
  if (operation === 'path-only') return [{ ...common, side: 'request', problem: 'unknown method' }]
  return [
    ...checkGraphRequest(operation, entry, url, document).map(
      (problem): Violation => ({ ...common, side: 'request', problem }),
    ),
    ...checkGraphResponse(operation, entry, document).map(
      (problem): Violation => ({ ...common, side: 'response', problem }),
    ),
  ]
}

function childrenOperation(
  document: OpenApiDocument,
  method: string,
  path: string,
): OpenApiOperation | 'path-only' | null {
  const folder = findOperation(document, 'GET', path.replace(/:?\/children$/, ''))
  if (folder === null || folder === 'path-only') return folder
  if (method !== 'GET') return 'path-only'
  const item = folder.responses['200']?.content?.['application/json']?.schema ?? {}
  const schema = {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'array', items: item } },
  }
  return {
    operationId: 'children.list',
    parameters: childrenQuery.map((name) => ({ name, in: 'query' as const })),
    responses: { ...folder.responses, 200: { content: { 'application/json': { schema } } } },
  }
}

function checkGraphRequest(
  operation: OpenApiOperation,
  entry: LogEntry,
  url: URL,
  document: OpenApiDocument,
): string[] {
  const problems: string[] = []
  const parameters = operation.parameters ?? []
  const names = (place: string) =>
    new Set(parameters.filter((each) => each.in === place).map((each) => each.name))
  for (const name of new Set(url.searchParams.keys())) {
    if (!names('query').has(name))
      problems.push(`?${name}: unknown parameter of ${operation.operationId}`)
    if (url.searchParams.getAll(name).length > 1) problems.push(`?${name}: given more than once`)
  }
  for (const { name, required } of parameters.filter((each) => each.in === 'query')) {
    if (required === true && !url.searchParams.has(name)) problems.push(`?${name}: missing`)
  }
  for (const header of ['If-Match', 'If-None-Match']) {
    if (header.toLowerCase() in entry.requestHeaders && !names('header').has(header))
      problems.push(`${header}: not among the headers of ${operation.operationId}`)
  }
  return [...problems, ...checkGraphBody(operation, entry, document)]
}

function checkGraphBody(
  operation: OpenApiOperation,
  entry: LogEntry,
  document: OpenApiDocument,
): string[] {
  const content = operation.requestBody?.content
  if (content === undefined)
    return entry.requestBody === null ? [] : [`body: ${operation.operationId} takes none`]
  const schema = content['application/json']?.schema
  // Files: whatever the bytes are, they are content.
  if (schema === undefined) return []
  if (!/\bjson\b/i.test(entry.requestHeaders['content-type'] ?? ''))
    return ['Content-Type: not JSON']
  return checkSchema(document, schema, entry.requestBody, 'body')
}

function checkGraphResponse(
  operation: OpenApiOperation,
  entry: LogEntry,
  document: OpenApiDocument,
): string[] {
  const { status } = entry
  const { responses } = operation
  if (status === 304) return []
  const key =
    String(status) in responses
      ? String(status)
      : status >= 400
        ? `${Math.floor(status / 100)}XX`
        : // Creating answers 201 where replacing answers 200; the slice names one of them.
          Object.keys(responses).find((each) => each.startsWith(String(status)[0] ?? '2'))
  const response = key === undefined ? undefined : responses[key]
  if (response === undefined) return [`status ${status}: unknown to ${operation.operationId}`]
  const schema = response.content?.['application/json']?.schema
  if (schema === undefined) return status >= 400 ? ['answer: no error JSON'] : []
  return checkSchema(document, schema, entry.responseBody, 'answer')
}
