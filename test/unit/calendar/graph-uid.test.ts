import { describe, expect, it } from 'vitest'
import { readICalUid } from '../../../lib/calendar/graph-uid.ts'

const head = '040000008200E00074C5B7101A82E008'
const series = `${head}00000000C0CFBB3A4F10DC01000000000000000010000000611ADE0CCACD674D8958B24742524618`
const wrap = (uid: string, day = '00000000') => {
  const data = `7643616C2D55696401000000${Buffer.from(`${uid}\0`).toString('hex').toUpperCase()}`
  return `${head}${day}${'0'.repeat(32)}32000000${data}`
}

describe('the UID of an invitation', () => {
  it('of Exchange: the series’, with and without an occurrence’s day', () => {
    expect(readICalUid(series)).toBe(series)
    expect(readICalUid(`${head}07EA0B19${series.slice(40)}`)).toBe(series)
    expect(readICalUid(series.toLowerCase())).toBe(series.toLowerCase())
  })

  it('of Google, packed into Exchange’s form or as it is', () => {
    const uid = 'qa87q2t552detf773508pdrchc@google.com'
    expect(readICalUid(wrap(uid))).toBe(uid)
    expect(readICalUid(wrap(uid, '07EA0B19'))).toBe(uid)
    expect(readICalUid(wrap(uid).toLowerCase())).toBe(uid)
    expect(readICalUid(uid)).toBe(uid)
  })

  it.each([
    ['', null],
    [head, head],
    [`${series}0`, `${series}0`],
    [`${series.slice(0, -1)}x`, `${series.slice(0, -1)}x`],
    [wrap('').replace(/00$/, ''), wrap('').replace(/00$/, '')],
  ])('leaves alone what is nothing of it: %s', (text, expected) => {
    expect(readICalUid(text)).toBe(expected)
  })
})
