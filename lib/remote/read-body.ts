/** What reading a response's body came to. `broken`: the connection ended early, or was stopped. */
export type BodyOutcome =
  | { kind: 'read'; bytes: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'broken' }

/**
 * Reads a body of at most `maxBytes`, judged by `Content-Length` before and by the bytes while they arrive,
 * so that no answer can fill the memory. A body that is not read to its end is cancelled.
 */
export async function readBody(response: Response, maxBytes: number): Promise<BodyOutcome> {
  const body = response.body
  if (body === null) return { kind: 'read', bytes: new Uint8Array(0) }
  const announced = Number(response.headers.get('content-length') ?? '0')
  if (announced > maxBytes) {
    await cancelQuietly(body)
    return { kind: 'too-large' }
  }
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      sizeBytes += value.length
      if (sizeBytes > maxBytes) {
        await cancelQuietly(reader)
        return { kind: 'too-large' }
      }
      parts.push(value)
    }
  } catch {
    return { kind: 'broken' }
  }
  return { kind: 'read', bytes: joinBytes(parts, sizeBytes) }
}

function joinBytes(parts: Uint8Array[], sizeBytes: number): Uint8Array {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return first
  const joined = new Uint8Array(sizeBytes)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Cancelling a stream that has already failed rejects; there is nothing left to do about it then. */
async function cancelQuietly(stream: { cancel(): Promise<void> }): Promise<void> {
  try {
    await stream.cancel()
  } catch {
    return
  }
}
