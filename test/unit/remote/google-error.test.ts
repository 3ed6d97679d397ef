import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../lib/base/bytes.ts'
import { readGoogleReasons } from '../../../lib/remote/google-error.ts'

const read = (body: string) => readGoogleReasons(encodeUtf8(body))

describe('readGoogleReasons', () => {
  it('reads classic and newer reasons once each', () => {
    const error = {
      error: {
        code: 403,
        status: 'PERMISSION_DENIED',
        errors: [
          { domain: 'global', reason: 'insufficientPermissions' },
          { reason: 'insufficientPermissions' },
        ],
        details: [{ '@type': 'x', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }],
      },
    }
    expect(read(JSON.stringify(error))).toEqual([
      'insufficientPermissions',
      'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    ])
  })

  it.each([
    '',
    'not json',
    'null',
    '[]',
    '{"error":"invalid_token"}',
    '{"error":{}}',
    '{"error":{"errors":{"reason":"x"}}}',
    '{"error":{"errors":[{"reason":7},{}]}}',
    '<html>proxy</html>',
  ])('finds none in %s', (body) => {
    expect(read(body)).toEqual([])
  })
})
