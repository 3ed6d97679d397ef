/** One part of a `multipart/related` body. */
export interface BodyPart {
  /** Lower-case header names. */
  headers: Record<string, string>
  bytes: Buffer
}

/**
 * Splits a `multipart/related` body (RFC 2387). Null when the type has no boundary or the body does not
 * follow it.
 */
export function parseMultipart(contentType: string, body: Buffer): BodyPart[] | null {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const name = boundary?.[1] ?? boundary?.[2]
  if (name === undefined) return null
  const delimiter = Buffer.from(`--${name}`)
  const parts: BodyPart[] = []
  let at = body.indexOf(delimiter)
  while (at >= 0) {
    const start = at + delimiter.length
    if (body.subarray(start, start + 2).toString() === '--') return parts
    const next = body.indexOf(delimiter, start)
    if (next < 0) return null
    const part = parsePart(body.subarray(start, next))
    if (part === null) return null
    parts.push(part)
    at = next
  }
  return null
}

function parsePart(raw: Buffer): BodyPart | null {
  const text = raw.toString('latin1')
  const lineBreak = text.startsWith('\r\n') ? '\r\n' : '\n'
  const headerEnd = text.indexOf(lineBreak + lineBreak, 0)
  if (headerEnd < 0 || !text.endsWith(lineBreak)) return null
  const headers: Record<string, string> = {}
  for (const line of text.slice(0, headerEnd).split(lineBreak)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
  }
  const bytes = raw.subarray(headerEnd + 2 * lineBreak.length, raw.length - lineBreak.length)
  return { headers, bytes: decode(bytes, headers['content-transfer-encoding']) }
}

function decode(bytes: Buffer, encoding: string | undefined): Buffer {
  return encoding?.toLowerCase() === 'base64' ? Buffer.from(bytes.toString(), 'base64') : bytes
}
