import { describe, expect, it } from 'vitest'
import { findPairFileIds, hasAttachedFile } from '../../../lib/calendar/pair-attachment.ts'

const id = '1AbC-dEf_0123456789'
const otherId = '1ZzZ-dEf_0123456789'
const ours = {
  fileId: id,
  fileUrl: `https://drive.google.com/file/d/${id}/view?usp=drivesdk`,
  title: '1-on-1.md',
  mimeType: 'text/markdown',
}

describe('findPairFileIds', () => {
  it('finds ours among others, once each and in order', () => {
    const slides = { ...ours, fileId: otherId, title: 'Plan', mimeType: 'application/pdf' }
    const second = { ...ours, fileId: otherId }
    expect(findPairFileIds([slides, ours, second, ours])).toEqual([id, otherId])
  })

  it('takes the id from the address where Google gives none', () => {
    expect(findPairFileIds([{ ...ours, fileId: null }])).toEqual([id])
  })

  it.each([
    { ...ours, title: '1-on-1.md.exe' },
    { ...ours, mimeType: 'application/vnd.google-apps.document' },
    { ...ours, fileId: null, fileUrl: 'https://evil.example/1-on-1.md' },
    { ...ours, fileId: '../../about', fileUrl: '' },
  ])('ignores %o', (attachment) => {
    expect(findPairFileIds([attachment])).toEqual([])
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
