import { encodeUtf8, toHex } from '../base/bytes.ts'
import type { Random } from '../base/clock.ts'

/**
 * A `multipart/related` body of JSON metadata and content, as Google's uploads take it. The boundary is
 * random, so that no content can contain it on purpose.
 * https://developers.google.com/workspace/drive/api/guides/manage-uploads#multipart
 */
export function buildMultipart(
  metadata: unknown,
  content: Uint8Array,
  contentType: string,
  random: Random,
): { body: Uint8Array; contentType: string } {
  const boundary = `yohaku-${toHex(random.bytes(16))}`
  const head = encodeUtf8(
    [
      `--${boundary}`,
      'Content-Type: application/json; charset=UTF-8',
      '',
      JSON.stringify(metadata),
      `--${boundary}`,
      `Content-Type: ${contentType}`,
      '',
      '',
    ].join('\r\n'),
  )
  const tail = encodeUtf8(`\r\n--${boundary}--\r\n`)
  const body = new Uint8Array(head.length + content.length + tail.length)
  body.set(head, 0)
  body.set(content, head.length)
  body.set(tail, head.length + content.length)
  return { body, contentType: `multipart/related; boundary=${boundary}` }
}
