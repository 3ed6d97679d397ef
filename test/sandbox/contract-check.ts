/**
 * Checks logged requests and answers against the vendors' own descriptions of their APIs, so that neither our
 * client nor this world can drift away from the real thing. Works on `world.log` and on lines of a log file.
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkQuery } from './contract/check-query.ts'
import { checkValue } from './contract/check-value.ts'
import {
  type DiscoveryDocument,
  type FoundMethod,
  findMethod,
} from './contract/discovery-document.ts'
import type { LogEntry } from './network/request-log.ts'

/** Something that does not fit its contract. */
export interface Violation {
  /** `GET https://…`, without the query. */
  request: string
  /** Status of the answer: an illegal request that was refused with 400 is often a test's intention. */
  status: number
  side: 'request' | 'response'
  /** Place and problem. */
  problem: string
}

const contractFolder = resolve(import.meta.dirname, '../../../shared/contracts')
const contractFiles = ['calendar-v3.json', 'drive-v3.json', 'drive-v2.json']

/** Google paths that no discovery document of ours describes, and that need no check. */
const uncheckedPaths = [/^\/oauth2\/v3\/userinfo$/]

/**
 * Google's discovery documents from `../shared/contracts`; null when that folder is not there (it is not part
 * of the project): say so then, do not pass silently.
 */
export function loadGoogleContracts(): DiscoveryDocument[] | null {
  const files = contractFiles.map((file) => resolve(contractFolder, file))
  if (!files.every((file) => existsSync(file))) return null
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as DiscoveryDocument)
}

/** The entries of a log file, one JSON object per line. */
export function readLogFile(file: string): LogEntry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogEntry)
}

/** What in the log does not fit the documents. Hosts other than `www.googleapis.com` are left alone. */
export function checkLog(
  entries: readonly LogEntry[],
  documents: readonly DiscoveryDocument[],
): Violation[] {
  return entries.flatMap((entry) => checkEntry(entry, documents))
}

function checkEntry(entry: LogEntry, documents: readonly DiscoveryDocument[]): Violation[] {
  const url = new URL(entry.url)
  if (url.host !== 'www.googleapis.com') return []
  if (uncheckedPaths.some((path) => path.test(url.pathname))) return []
  const common = { request: `${entry.method} ${url.origin}${url.pathname}`, status: entry.status }
  const found = findMethod(documents, entry.method, url.pathname)
  if (found === null) return [{ ...common, side: 'request', problem: 'unknown path' }]
  if (found === 'path-only') return [{ ...common, side: 'request', problem: 'unknown method' }]
  return [
    ...[...checkQuery(found, url.searchParams), ...checkRequest(found, entry, url)].map(
      (problem): Violation => ({ ...common, side: 'request', problem }),
    ),
    ...checkResponse(found, entry, url).map(
      (problem): Violation => ({ ...common, side: 'response', problem }),
    ),
  ]
}

function checkRequest(found: FoundMethod, entry: LogEntry, url: URL): string[] {
  const { document, method } = found
  const problems: string[] = []
  if (document.name === 'drive' && document.version === 'v3' && 'if-match' in entry.requestHeaders)
    problems.push('If-Match: Drive v3 knows no conditions and ignores them')
  const uploadType = found.isUpload ? url.searchParams.get('uploadType') : null
  if (uploadType === 'media' || entry.requestBody === null) return problems
  const body = uploadType === 'multipart' ? metadataOf(entry.requestBody) : entry.requestBody
  if (body === undefined) return [...problems, 'body: not multipart with JSON first']
  if (method.request === undefined) return [...problems, `body: ${method.id} takes none`]
  if (!/\bjson\b/.test(entry.requestHeaders['content-type'] ?? '') && uploadType === null)
    problems.push('Content-Type: not JSON')
  return [...problems, ...checkValue(document, method.request, body, 'request', 'body')]
}

/** The JSON part of a logged multipart body; undefined when there is none, or no content after it. */
function metadataOf(body: unknown): unknown {
  const parts = (body as { parts?: { json?: unknown }[] }).parts
  return parts?.length === 2 ? parts[0]?.json : undefined
}

function checkResponse(found: FoundMethod, entry: LogEntry, url: URL): string[] {
  const { document, method } = found
  if (entry.status >= 400) return checkError(entry)
  if (url.searchParams.get('alt') === 'media' || entry.status === 304) return []
  if (method.response === undefined)
    return entry.responseBody === null ? [] : [`answer: ${method.id} answers nothing`]
  if (entry.responseBody === null) return ['answer: empty']
  return checkValue(document, method.response, entry.responseBody, 'response', 'answer')
}

/** https://developers.google.com/workspace/calendar/api/guides/errors */
function checkError(entry: LogEntry): string[] {
  const { error } = (entry.responseBody ?? {}) as {
    error?: { code?: unknown; message?: unknown; errors?: { reason?: unknown }[] }
  }
  const isWhole =
    error?.code === entry.status &&
    typeof error.message === 'string' &&
    typeof error.errors?.[0]?.reason === 'string'
  return isWhole ? [] : ['answer: not the error JSON of its status']
}
