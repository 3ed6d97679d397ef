import { decodeUtf8 } from '../base/bytes.ts'

/** The value of a JSON body; undefined when the bytes are not JSON. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(body))
  } catch {
    return undefined
  }
}
