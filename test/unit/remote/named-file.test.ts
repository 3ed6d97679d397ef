import { describe, expect, it } from 'vitest'
import { buildInvitationLink, readInvitationFragment } from '../../../lib/remote/file-link.ts'
import { fileToken, linkOf, parseNamedFile, readFileToken } from '../../../lib/remote/named-file.ts'
import { toOneDriveFileId } from '../../../lib/remote/onedrive-id.ts'

const driveId = '1AbCdEfGhIjKlMnOpQrStUvWxYz012345'
// A work drive's id is the longest one meets.
const cloudId = toOneDriveFileId({
  driveId: `b!${'Ab9-_'.repeat(13)}`,
  itemId: `01${'ABCDEFGH'.repeat(4)}`,
})

describe('the token of a file in a link', () => {
  it('is the id at Drive', () => {
    expect(fileToken({ provider: 'google', fileId: driveId })).toBe(driveId)
    expect(readFileToken(driveId)).toMatchObject({ provider: 'google', fileId: driveId })
  })

  it('passes the calendar page’s check of a Drive id for OneDrive too, and comes back', () => {
    const token = fileToken({ provider: 'onedrive', fileId: cloudId })
    expect(token).not.toBeNull()
    const link = buildInvitationLink(token ?? '')
    expect(readInvitationFragment(new URL(link).hash)).toBe(token)
    expect(readFileToken(token ?? '')).toEqual({ provider: 'onedrive', fileId: cloudId, url: '' })
    expect(parseNamedFile(link)).toEqual({ provider: 'onedrive', fileId: cloudId, url: '' })
  })

  it('stands for itself until OneDrive says which file it leads to', () => {
    const link = 'https://contoso-my.sharepoint.com/:t:/g/personal/ann/EabcDEF?e=1'
    const named = parseNamedFile(link)
    expect(named).toEqual({ provider: 'onedrive', fileId: link, url: link })
    expect(named === null ? null : linkOf(named)).toBe(link)
    expect(linkOf({ provider: 'onedrive', fileId: cloudId })).toBeNull()
  })

  it('is refused where it would be no such token', () => {
    expect(fileToken({ provider: 'onedrive', fileId: 'x'.repeat(200) })).toBeNull()
    expect(readFileToken('onedrive-')).toBeNull()
    expect(readFileToken('short')).toBeNull()
    expect(parseNamedFile('https://example.com/')).toBeNull()
  })
})
