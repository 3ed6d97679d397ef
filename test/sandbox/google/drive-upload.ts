import type { WorldRequest } from '../network/http-message.ts'
import { parseMultipart } from '../network/multipart.ts'
import { jsonBody } from './api-caller.ts'
import { ApiError, badBody } from './google-error.ts'

/** What a create or update request brings. */
export interface Upload {
  /** The JSON part; empty when there is none. */
  metadata: Record<string, unknown>
  /** Null when the request carries no content. */
  media: { bytes: Buffer; mimeType: string | null } | null
}

/** Reads the body of a create or update request. Throws 400 when it does not fit its `uploadType`. */
export function readUpload(request: WorldRequest): Upload {
  const contentType = request.headers['content-type'] ?? ''
  if (!request.url.pathname.startsWith('/upload/')) {
    return { metadata: jsonBody(request.body), media: null }
  }
  const uploadType = request.url.searchParams.get('uploadType') ?? 'media'
  if (uploadType === 'media') {
    return {
      metadata: {},
      media: { bytes: request.body, mimeType: contentType === '' ? null : bare(contentType) },
    }
  }
  if (uploadType !== 'multipart') {
    throw new ApiError(400, 'badRequest', `This world has no ${uploadType} uploads.`)
  }
  const parts = parseMultipart(contentType, request.body)
  const [first, second] = parts ?? []
  if (first === undefined) throw new ApiError(400, 'badContent', 'Malformed multipart body.')
  if (!/json/i.test(first.headers['content-type'] ?? '')) {
    throw new ApiError(400, 'badContent', 'The first part must be JSON metadata.')
  }
  const type = second?.headers['content-type']
  return {
    metadata: jsonBody(first.bytes),
    media:
      second === undefined
        ? null
        : { bytes: second.bytes, mimeType: type === undefined ? null : bare(type) },
  }
}

function bare(contentType: string): string {
  return contentType.split(';')[0]?.trim() ?? contentType
}

/** Most private properties an app may set on one file. */
const maxProperties = 30
/** Most UTF-8 bytes of a key and its value together. */
const maxPropertyBytes = 124

/**
 * `old` with the entries of a `properties` or `appProperties` object merged in; null values delete. Throws
 * 400 beyond Google's limits. https://developers.google.com/workspace/drive/api/guides/properties
 */
export function mergeProperties(
  old: Record<string, string>,
  value: unknown,
): Record<string, string> {
  if (value === undefined || value === null) return old
  if (typeof value !== 'object') throw badBody('invalid', 'Properties must be an object.')
  const merged = { ...old }
  for (const [key, entry] of Object.entries(value)) {
    if (entry === null) {
      delete merged[key]
    } else {
      const text = String(entry)
      if (Buffer.byteLength(key) + Buffer.byteLength(text) > maxPropertyBytes)
        throw badBody('invalid', `Property ${key} is longer than ${maxPropertyBytes} bytes.`)
      merged[key] = text
    }
  }
  if (Object.keys(merged).length > maxProperties)
    throw badBody('invalid', `More than ${maxProperties} properties.`)
  return merged
}

/** A text field of a JSON body; undefined when absent. Throws 400 for another type. */
export function textField(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw badBody('invalid', `Invalid value for ${name}.`)
  return value
}
