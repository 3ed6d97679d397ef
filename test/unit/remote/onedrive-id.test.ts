import { describe, expect, it } from 'vitest'
import { isDriveFileId, parseFileLink } from '../../../lib/remote/file-link.ts'
import {
  normaliseDriveId,
  parseOneDriveLink,
  readOneDriveFileId,
  toOneDriveFileId,
  toShareId,
} from '../../../lib/remote/onedrive-id.ts'

const workDrive = 'b!t18F8ybsHUq1z3LTz8xvZqP8zaSWjkFNhsME-Fepo75dTf9vQKfeRblBZjoSQrd7'
const workItem = '01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK'
const link = 'https://contoso-my.sharepoint.com/:t:/g/personal/mei/EQ_abc?e=x1'

describe('a file id for OneDrive', () => {
  it.each([
    { driveId: workDrive, itemId: workItem },
    { driveId: '66d53be8a5056eca', itemId: '66D53BE8A5056ECA!103' },
    { driveId: '66d53be8a5056eca', itemId: '66D53BE8A5056ECA!s9f8e7d6c5b4a39281706f5e4d3c2b1a0' },
  ])('says where the file is: $itemId', (place) => {
    const fileId = toOneDriveFileId(place)
    expect(readOneDriveFileId(fileId)).toEqual(place)
    // Messages and stored records take no more.
    expect(fileId.length).toBeLessThanOrEqual(200)
    expect(fileId).toMatch(/^od\.[A-Za-z0-9_-]+$/)
    expect(isDriveFileId(fileId)).toBe(false)
    expect(parseFileLink(fileId)).toBeNull()
  })

  it('is the same however Graph spells a private drive', () => {
    const itemId = '06D53BE8A5056ECA!103'
    const spellings = ['06d53be8a5056eca', '06D53BE8A5056ECA', '6d53be8a5056eca']
    const ids = spellings.map((driveId) => toOneDriveFileId({ driveId, itemId }))
    expect(new Set(ids).size).toBe(1)
    expect(normaliseDriveId(workDrive)).toBe(workDrive)
  })

  const encode = (text: string) => `od.${btoa(text).replaceAll('=', '')}`
  it.each([
    '',
    'od.',
    'od.***',
    encode(workDrive),
    encode(`${workDrive}/`),
    encode(`${workDrive}/../me`),
    encode(`../${workItem}`),
    encode(`${workDrive}/..`),
    encode(`${workDrive}/a?b`),
    encode(`${workDrive}/a b`),
    encode(`${workDrive}/${'a'.repeat(101)}`),
    `od.${'A'.repeat(400)}`,
    '1AbCdEfGhIjKlMnOpQrStUvWxYz',
  ])('is not made of %s', (text) => {
    expect(readOneDriveFileId(text)).toBeNull()
  })
})

describe('a link to a file in OneDrive', () => {
  it.each([
    link,
    'https://1drv.ms/t/s!AkqL8VvR6vWkgQ1x',
    'https://onedrive.live.com/?cid=66d53be8a5056eca&id=66D53BE8A5056ECA!103',
    'https://my.microsoftpersonalcontent.com/personal/66d53be8a5056eca/Documents/Apps/1.md',
  ])('is recognised: %s', (text) => {
    expect(parseOneDriveLink(` ${text}\n`)).toBe(text)
  })

  it.each([
    'http://1drv.ms/t/s!AkqL',
    'https://1drv.ms/',
    'https://1drv.ms.example.com/t/s!AkqL',
    'https://sharepoint.com.example.com/x',
    'https://user@contoso.sharepoint.com/x',
    'https://contoso.sharepoint.com:8443/x',
    'https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view',
    'contoso',
    `https://1drv.ms/${'a'.repeat(2000)}`,
  ])('is nothing else: %s', (text) => {
    expect(parseOneDriveLink(text)).toBeNull()
  })

  it('is encoded as the documentation shows it', () => {
    expect(
      toShareId('https://onedrive.live.com/redir?resid=1231244193912!12&authKey=1201919!12921!1'),
    ).toBe(
      'u!aHR0cHM6Ly9vbmVkcml2ZS5saXZlLmNvbS9yZWRpcj9yZXNpZD0xMjMxMjQ0MTkzOTEyITEyJmF1dGhLZXk9MTIwMTkxOSExMjkyMSEx',
    )
    expect(toShareId(`${link}余白`)).toMatch(/^u![A-Za-z0-9_-]+$/)
  })
})
