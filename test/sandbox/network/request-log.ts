import { appendFileSync } from 'node:fs'
import type { WorldRequest, WorldResponse } from './http-message.ts'
import { parseMultipart } from './multipart.ts'

/** One API request as the log keeps it: everything but credentials. */
export interface LogEntry {
  method: string
  /** Full address; `access_token` is taken out. */
  url: string
  /** Without Authorization and Cookie. */
  requestHeaders: Record<string, string>
  /** {@link LoggedBody}; null when there was none. */
  requestBody: LoggedBody
  status: number
  /** Null when the answer was empty. An answer a fault lost on its way is logged as it was made. */
  responseBody: LoggedBody
}

/**
 * A body: parsed when it is JSON; `{ parts }` for multipart; else `{ contentType, sizeBytes, text }`, text
 * null when the bytes are not UTF-8.
 */
export type LoggedBody = unknown

/** A part of a logged multipart body. */
export interface LoggedPart {
  contentType: string
  sizeBytes: number
  /** Parsed JSON for JSON parts, else absent. */
  json?: unknown
  /** The text of other parts; null when not UTF-8. */
  text?: string | null
}

/** The request log of a world: in memory, and appended to a file when one was named. */
export interface RequestLog {
  readonly entries: LogEntry[]
  add(request: WorldRequest, response: WorldResponse): void
}

/** Headers that may never be written down. */
const secretHeaders = new Set(['authorization', 'cookie', 'proxy-authorization'])

/**
 * JSON properties whose value is a secret by itself: pre-authenticated addresses, also as a header inside a
 * batch's answer. Their host may be told.
 */
const secretAddresses = new Set(['@microsoft.graph.downloadUrl', 'uploadUrl', 'Location'])

/** A log; `file` null keeps it in memory only. */
export function createRequestLog(file: string | null): RequestLog {
  const entries: LogEntry[] = []
  return {
    entries,
    add(request, response) {
      const url = new URL(request.url)
      url.searchParams.delete('access_token')
      const entry: LogEntry = {
        method: request.method,
        url: url.href,
        requestHeaders: Object.fromEntries(
          Object.entries(request.headers).filter(([name]) => !secretHeaders.has(name)),
        ),
        requestBody: loggedBody(request.headers['content-type'] ?? '', request.body),
        status: response.status,
        responseBody: loggedBody(
          String(response.headers['content-type'] ?? ''),
          Buffer.from(response.body),
        ),
      }
      entries.push(entry)
      if (file !== null) appendFileSync(file, `${JSON.stringify(entry)}\n`)
    },
  }
}

function loggedBody(contentType: string, bytes: Buffer): LoggedBody {
  if (bytes.length === 0) return null
  if (/^multipart\//i.test(contentType)) {
    const parts = parseMultipart(contentType, bytes)
    if (parts !== null) {
      return {
        parts: parts.map((part) => loggedPart(part.headers['content-type'] ?? '', part.bytes)),
      }
    }
  }
  const parsed = parseJson(contentType, bytes)
  return parsed === undefined
    ? { contentType, sizeBytes: bytes.length, text: textOf(bytes) }
    : parsed
}

function loggedPart(contentType: string, bytes: Buffer): LoggedPart {
  const parsed = parseJson(contentType, bytes)
  const part = { contentType, sizeBytes: bytes.length }
  return parsed === undefined ? { ...part, text: textOf(bytes) } : { ...part, json: parsed }
}

function parseJson(contentType: string, bytes: Buffer): unknown {
  if (!/\bjson\b/i.test(contentType)) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'), (name, value: unknown) =>
      secretAddresses.has(name) && typeof value === 'string' && URL.canParse(value)
        ? `${new URL(value).origin}/`
        : value,
    )
  } catch {
    return undefined
  }
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
