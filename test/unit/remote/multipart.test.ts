import { describe, expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../../lib/base/bytes.ts'
import { buildMultipart } from '../../../lib/remote/multipart.ts'

const random = { next: () => 0, bytes: (count: number) => new Uint8Array(count).fill(0xab) }

describe('buildMultipart', () => {
  it('frames metadata and content by an unguessable line', () => {
    const content = encodeUtf8('# 1-on-1\r\n--yohaku-not-the-boundary\r\n')
    const { body, contentType } = buildMultipart({ name: '余白' }, content, 'text/markdown', random)
    const boundary = `yohaku-${'ab'.repeat(16)}`
    expect(contentType).toBe(`multipart/related; boundary=${boundary}`)
    expect(decodeUtf8(body)).toBe(
      `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{"name":"余白"}\r\n` +
        `--${boundary}\r\nContent-Type: text/markdown\r\n\r\n# 1-on-1\r\n--yohaku-not-the-boundary\r\n\r\n` +
        `--${boundary}--\r\n`,
    )
  })
})
