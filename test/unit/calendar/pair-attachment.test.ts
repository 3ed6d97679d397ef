import { describe, expect, it } from 'vitest'
import { findPairFiles, hasAttachedFile } from '../../../lib/calendar/pair-attachment.ts'
import { toOneDriveFileId } from '../../../lib/remote/onedrive-id.ts'

const id = '1AbC-dEf_0123456789'
const otherId = '1ZzZ-dEf_0123456789'
const ours = {
  fileId: id,
  fileUrl: `https://drive.google.com/file/d/${id}/view?usp=drivesdk`,
  title: '1-on-1.md',
  mimeType: 'text/markdown',
}

const idsOf = (attachments: Parameters<typeof findPairFiles>[0]) =>
  findPairFiles(attachments).map((one) => one.fileId)

describe('findPairFiles', () => {
  it('finds ours among others, once each and in order', () => {
    const slides = { ...ours, fileId: otherId, title: 'Plan', mimeType: 'application/pdf' }
    const second = { ...ours, fileId: otherId }
    expect(idsOf([slides, ours, second, ours])).toEqual([id, otherId])
  })

  it('takes the id from the address where Google gives none', () => {
    expect(idsOf([{ ...ours, fileId: null }])).toEqual([id])
  })

  it('knows a file in OneDrive by its id, with the address it came with', () => {
    const fileId = toOneDriveFileId({ driveId: 'b!abc', itemId: '01ABC' })
    const fileUrl = 'https://contoso-my.sharepoint.com/:t:/g/personal/x/abc'
    expect(findPairFiles([{ ...ours, fileId, fileUrl }, ours])).toEqual([
      { provider: 'onedrive', fileId, url: fileUrl },
      { provider: 'google', fileId: id, url: ours.fileUrl },
    ])
    expect(hasAttachedFile([{ fileId, fileUrl }], fileId)).toBe(true)
  })

  it.each([
    { ...ours, title: '1-on-1.md.exe' },
    { ...ours, mimeType: 'application/vnd.google-apps.document' },
    { ...ours, fileId: null, fileUrl: 'https://evil.example/1-on-1.md' },
    { ...ours, fileId: '../../about', fileUrl: '' },
  ])('ignores %o', (attachment) => {
    expect(findPairFiles([attachment])).toEqual([])
  })
})

describe('hasAttachedFile', () => {
  it('knows a file by id or address', () => {
    expect(hasAttachedFile([ours], id)).toBe(true)
    expect(hasAttachedFile([{ ...ours, fileId: null }], id)).toBe(true)
    expect(hasAttachedFile([ours], otherId)).toBe(false)
    expect(hasAttachedFile([], id)).toBe(false)
  })
})
