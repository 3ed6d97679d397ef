import { describe, expect, it } from 'vitest'
import {
  buildDriveUrl,
  buildInvitationLink,
  isDriveFileId,
  parseFileLink,
  readInvitationFragment,
} from '../../../lib/remote/file-link.ts'

const id = '1AbC-dEf_0123456789xyzXYZ0123456789'

describe('parseFileLink', () => {
  it.each([
    id,
    `  ${id}\n`,
    `https://drive.google.com/file/d/${id}/view?usp=drivesdk`,
    `https://drive.google.com/file/d/${id}`,
    `https://drive.google.com/file/u/1/d/${id}/edit#gid=0`,
    `drive.google.com/file/d/${id}/view`,
    `HTTPS://DRIVE.GOOGLE.COM/file/d/${id}/view`,
    `https://drive.google.com/open?id=${id}`,
    `https://drive.google.com/uc?export=download&id=${id}`,
    `https://docs.google.com/document/d/${id}/edit`,
    `https://calendar.google.com/calendar/r#yohaku-file=${id}`,
    `https://calendar.google.com/calendar/u/0/r/week#yohaku-file=${id}&x=1`,
  ])('reads %s', (text) => {
    expect(parseFileLink(text)).toBe(id)
  })

  it.each([
    '',
    'hello',
    'short',
    'a b c d e f g h i j k',
    `https://drive.google.com.evil.example/file/d/${id}`,
    `https://drive.google.com@evil.example/file/d/${id}`,
    `https://user@drive.google.com/file/d/${id}`,
    `https://drive.google.com:8443/file/d/${id}`,
    `https://evil.example/?u=https://drive.google.com/file/d/${id}`,
    `https://evildrive.google.com/file/d/${id}`,
    `https://drive.googlе.com/file/d/${id}`,
    `http://drive.google.com/file/d/${id}`,
    `javascript:location='https://drive.google.com/file/d/${id}'`,
    `data:text/html,${id}`,
    'https://drive.google.com/file/d/..%2F..%2Fabout/view',
    'https://drive.google.com/file/d/<script>alert(1)</script>/view',
    `https://drive.google.com/file/d/${id}'%20or%20'1'='1/view`,
    'https://drive.google.com/open?id=',
    'https://drive.google.com/drive/folders',
    `https://calendar.google.com/calendar/r?yohaku-file=${id}`,
    `https://calendar.google.com/calendar/r#other=${id}`,
    `${id}${'x'.repeat(3000)}`,
    'https://',
    'https://[',
  ])('refuses %s', (text) => {
    expect(parseFileLink(text)).toBeNull()
  })

  it('reads back what it builds', () => {
    expect(parseFileLink(buildInvitationLink(id))).toBe(id)
    expect(parseFileLink(buildDriveUrl(id))).toBe(id)
  })

  it('never throws, and never returns what is not an id', () => {
    const pieces = [
      'https://',
      'drive.google.com',
      '/file/d/',
      '?id=',
      '#',
      '%',
      '\u0000',
      '\uD800',
    ]
    const extra = ['[', '@', '..', '/', id, '\u202E', 'calendar.google.com', '#yohaku-file=', ' ']
    const all = [...pieces, ...extra]
    for (let seed = 0; seed < 5000; seed++) {
      let rest = seed * 2654435761
      let text = ''
      for (let at = 0; at < 6; at++) {
        text += all[rest % all.length] ?? ''
        rest = Math.floor(rest / all.length)
      }
      const parsed = parseFileLink(text)
      if (parsed !== null) expect(isDriveFileId(parsed), text).toBe(true)
    }
  })
})

describe('readInvitationFragment', () => {
  it('reads with and without the hash sign', () => {
    expect(readInvitationFragment(`#yohaku-file=${id}`)).toBe(id)
    expect(readInvitationFragment(`yohaku-file=${id}`)).toBe(id)
  })

  it.each(['', '#', '#main_7', '#yohaku-file=', '#yohaku-file=../../x', '#yohaku-file=%'])(
    'ignores %s',
    (hash) => {
      expect(readInvitationFragment(hash)).toBeNull()
    },
  )
})
