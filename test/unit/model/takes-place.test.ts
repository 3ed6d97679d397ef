import { describe, expect, it } from 'vitest'
import { judgeTakesPlace } from '../../../lib/model/takes-place.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'

const self = { id: 'a'.repeat(16), email: 'ann@example.com', name: 'Ann' }
const partner = { id: 'b'.repeat(16), email: 'ben@example.com', name: '弁' }
const ann = guestOf('ann@example.com')
const ben = guestOf('ben@example.com')
const judge = (change: Parameters<typeof factsOf>[2] = {}) =>
  judgeTakesPlace(factsOf('one', 0, change), { self, partner })

describe('whether a 1-on-1 takes place', () => {
  it('does while the two are in it and neither declined', () => {
    expect(judge()).toBe(true)
    expect(judge({ guests: [ann, guestOf('ben@example.com', { answer: 'tentative' })] })).toBe(true)
  })

  it('does not when either declined', () => {
    const declined = { answer: 'declined' as const }
    expect(judge({ guests: [ann, guestOf('ben@example.com', declined)] })).toBe(false)
    expect(judge({ guests: [guestOf('ann@example.com', declined), ben] })).toBe(false)
  })

  it('does not when it has lost its second guest, whatever its title says', () => {
    expect(judge({ guests: [], guestList: 'none' })).toBe(false)
    expect(judge({ guests: [], guestList: 'none', title: '定例' })).toBe(false)
    expect(judge({ guests: [ann] })).toBe(false)
  })

  it('does not when its guest is somebody else now, or when it has become one of several', () => {
    const cy = guestOf('cy@example.com')
    expect(judge({ guests: [ann, cy], title: '定例' })).toBe(false)
    expect(judge({ guests: [ann, ben, cy], title: '定例' })).toBe(false)
  })

  it('cannot be told where guests are hidden, folded or late, or in another’s calendar', () => {
    expect(judge({ guests: [], guestList: 'hidden' })).toBeNull()
    expect(judge({ guests: [ann], guestList: 'partial' })).toBeNull()
    expect(judge({ guests: [], guestList: 'none', organizerEmail: 'ben@example.com' })).not.toBe(
      false,
    )
    expect(judge({ calendarId: 'dan@example.com', guests: [] })).toBeNull()
    expect(judge({ isAllDay: true })).toBeNull()
    expect(judge({ kind: 'unsaved' })).toBeNull()
  })

  it('cannot be told where a third may well stay away', () => {
    expect(
      judge({ guests: [ann, ben, guestOf('cy@example.com', { isOptional: true })] }),
    ).toBeNull()
  })
})
