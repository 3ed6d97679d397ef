import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../lib/base/bytes.ts'
import { readPointer, writePointer } from '../../../lib/calendar/pointer-file.ts'
import { nameFile } from '../../../lib/remote/named-file.ts'
import { toOneDriveFileId } from '../../../lib/remote/onedrive-id.ts'

const drive = nameFile('google', '1AbCdEfGhIjKlMnOpQrStUvWxYz')
const oneDrive = {
  provider: 'onedrive' as const,
  fileId: toOneDriveFileId({ driveId: 'b!abc', itemId: '01ABC' }),
  url: 'https://contoso-my.sharepoint.com/:t:/g/personal/mei/abc',
}
const read = (value: unknown) =>
  readPointer(encodeUtf8(typeof value === 'string' ? value : JSON.stringify(value)))

describe('a pointer', () => {
  it.each([drive, oneDrive])('says where a file is, and nothing else (%o)', (file) => {
    const bytes = writePointer(file)
    expect(readPointer(bytes)).toEqual(file)
    expect(Object.keys(JSON.parse(new TextDecoder().decode(bytes)))).toEqual([
      'version',
      'provider',
      'fileId',
      'url',
    ])
  })

  it.each([
    '',
    '[]',
    'null',
    '{',
    { version: 2, ...drive },
    { version: 1, ...drive, provider: 'dropbox' },
    { version: 1, ...drive, fileId: '../../about' },
    { version: 1, ...drive, fileId: oneDrive.fileId },
    { version: 1, ...oneDrive, fileId: drive.fileId },
    { version: 1, ...oneDrive, url: 'https://evil.example/file' },
    { version: 1, ...oneDrive, url: 'javascript:alert(1)' },
    { version: 1, ...oneDrive, url: `${oneDrive.url}${'x'.repeat(3000)}` },
    `${JSON.stringify({ version: 1, ...drive })}${' '.repeat(11_000)}`,
  ])('is nothing else: %j', (value) => {
    expect(read(value)).toBeNull()
  })

  it('has Drive’s own address, whatever it says', () => {
    expect(read({ version: 1, ...drive, url: 'https://evil.example/' })).toEqual(drive)
  })
})
