import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../lib/base/bytes.ts'
import {
  readFile,
  readFilePage,
  readPermissionPage,
  readRevision,
} from '../../../lib/remote/google-drive-shapes.ts'

const bytes = (value: unknown) => encodeUtf8(JSON.stringify(value))

describe('readRevision', () => {
  it('reads the etag with its quotes, and sizes as Google writes them', () => {
    const body = {
      etag: '"MTIz"',
      fileSize: '3072',
      sha256Checksum: 'AB12',
      ownedByMe: true,
      labels: { trashed: true },
    }
    expect(readRevision(bytes(body))).toEqual({
      etag: '"MTIz"',
      sizeBytes: 3072,
      sha256: 'ab12',
      isMine: true,
      isTrashed: true,
    })
  })

  it('takes what is missing for a small file of somebody else', () => {
    expect(readRevision(bytes({ etag: 'e' }))).toEqual({
      etag: 'e',
      sizeBytes: 0,
      sha256: '',
      isMine: false,
      isTrashed: false,
    })
  })

  it.each([{}, { etag: '' }, { etag: 7 }, { etag: 'x'.repeat(501) }, null, [], 'text'])(
    'finds none in %o',
    (body) => {
      expect(readRevision(bytes(body))).toBeNull()
    },
  )
})

describe('readFile', () => {
  it('makes up for an address that is missing', () => {
    const read = readFile(bytes({ id: '1AbCdEfGhIjK' }))
    expect(read).toEqual({
      file: {
        fileId: '1AbCdEfGhIjK',
        url: 'https://drive.google.com/file/d/1AbCdEfGhIjK/view?usp=drivesdk',
        name: '',
        mimeType: '',
        createdMs: 0,
        isMine: false,
        isWritable: false,
      },
      isTrashed: false,
    })
  })

  it.each([{}, { id: 7 }, null, 'x'])('finds none in %o', (body) => {
    expect(readFile(bytes(body))).toBeNull()
  })
})

describe('pages', () => {
  it('end without a token, and with an empty one', () => {
    expect(readFilePage(bytes({ files: [] }))).toEqual({ items: [], nextPageToken: null })
    for (const nextPageToken of ['', 7, null]) {
      expect(readPermissionPage(bytes({ permissions: [], nextPageToken }))).toEqual({
        items: [],
        nextPageToken: null,
      })
    }
  })

  it('go on with one', () => {
    const page = readPermissionPage(
      bytes({ permissions: [{ type: 'anyone' }], nextPageToken: 'n' }),
    )
    expect(page?.nextPageToken).toBe('n')
    expect(page?.items[0]).toMatchObject({ type: 'anyone', emailAddress: '', deleted: false })
  })

  it('are none without a list', () => {
    expect(readFilePage(bytes({}))).toBeNull()
    expect(readPermissionPage(encodeUtf8('{"permissions": ['))).toBeNull()
  })
})
