import { describe, expect, it } from 'vitest'
import { decodeEid, isTaskKey, splitInstance } from '../../../lib/host/google/eid.ts'

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

describe('decodeEid', () => {
  it('reads plain, padded and URL-safe keys', () => {
    const expected = { eventId: 'abc123', calendarId: 'aiko@example.com' }
    const key = encode('abc123 aiko@example.com')
    expect(decodeEid(key)).toEqual(expected)
    expect(decodeEid(key.replace(/=+$/, ''))).toEqual(expected)
    // Letters that become - and _ in the URL-safe alphabet.
    const odd = 'a~~?b>> kei@例え.example'
    const urlSafe = encode(odd).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
    expect(urlSafe).toMatch(/[-_]/)
    expect(decodeEid(urlSafe)).toEqual({ eventId: 'a~~?b>>', calendarId: 'kei@例え.example' })
  })

  it('expands the short domains, and only those', () => {
    const calendarOf = (text: string) => decodeEid(encode(text))?.calendarId
    expect(calendarOf('e a@m')).toBe('a@gmail.com')
    expect(calendarOf('e c_1@g')).toBe('c_1@group.calendar.google.com')
    expect(calendarOf('e a@m.example')).toBe('a@m.example')
    expect(calendarOf('e a@x')).toBe('a@x')
    expect(calendarOf('e a@constructor')).toBe('a@constructor')
  })

  it('keeps instance ids whole', () => {
    expect(decodeEid(encode('s_20261203T010000Z a@m'))?.eventId).toBe('s_20261203T010000Z')
  })

  it('refuses tasks and whatever is no key', () => {
    for (const key of [
      'tasks_abc',
      'tasks.abc',
      'ttb_abc',
      '',
      '!',
      'x',
      encode('noaddress'),
      encode('two words a@m'),
      encode('e '),
      encode(' a@m'),
      Buffer.from([0x65, 0x20, 0xff, 0x40, 0x6d]).toString('base64'),
    ]) {
      expect(decodeEid(key), key).toBeNull()
    }
    expect(isTaskKey('tasks_1')).toBe(true)
    expect(isTaskKey(encode('tasks a@m'))).toBe(false)
  })
})

describe('splitInstance', () => {
  it('splits timed, all-day and split series, and leaves single events', () => {
    expect(splitInstance('s1_20261203T010000Z')).toEqual({
      seriesId: 's1',
      originalStart: '20261203T010000Z',
    })
    expect(splitInstance('s1_20261203')).toEqual({ seriesId: 's1', originalStart: '20261203' })
    expect(splitInstance('s1_R20261201T010000_20261203T010000Z')).toEqual({
      seriesId: 's1_R20261201T010000',
      originalStart: '20261203T010000Z',
    })
    for (const id of [
      'single',
      's_2026',
      '_20261203',
      's1_R20261201T010000',
      's_20261203T010000',
    ]) {
      expect(splitInstance(id), id).toEqual({ seriesId: null, originalStart: null })
    }
  })
})
