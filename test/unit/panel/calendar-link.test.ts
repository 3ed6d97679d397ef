import { describe, expect, it } from 'vitest'
import { takeFileLink } from '../../../lib/host/run-content.ts'
import { calendarLinkOf } from '../../../lib/panel/calendar-link.ts'
import { readFileToken } from '../../../lib/remote/named-file.ts'
import { toOneDriveFileId } from '../../../lib/remote/onedrive-id.ts'

const driveId = '1AbCdEfGhIjKlMnOpQrStUvWxYz'
const cloudId = toOneDriveFileId({ driveId: 'b!AbC-d_1', itemId: '01ABCDEF' })

describe('the link that opens the calendar', () => {
  it.each([
    [{ id: driveId }, driveId, 'google'],
    [{ id: driveId, provider: 'google' as const }, driveId, 'google'],
    [{ id: cloudId, provider: 'onedrive' as const }, cloudId, 'onedrive'],
  ])('names %o so that the partner’s page finds it', (file, fileId, provider) => {
    const link = calendarLinkOf(file)
    const url = new URL(link ?? '')
    expect(url.origin).toBe('https://calendar.google.com')
    // Nothing is sent to a server: the id stands behind the hash alone.
    expect(url.search).toBe('')
    const taken = takeFileLink(url.hash)
    expect(taken?.rest).toBe('')
    expect(readFileToken(taken?.fileId ?? '')).toMatchObject({ fileId, provider })
  })

  it.each([
    // A link that nobody followed yet stands for the file.
    { id: 'https://contoso-my.sharepoint.com/:t:/g/personal/x/E1', provider: 'onedrive' as const },
    { id: '', provider: 'google' as const },
    { id: 'a b#c&yohaku-file=d', provider: 'google' as const },
  ])('is not made of %o', (file) => {
    expect(calendarLinkOf(file)).toBeNull()
  })
})
