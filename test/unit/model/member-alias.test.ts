import { describe, expect, it } from 'vitest'
import { groupByPartner, isSameMember, resolveMember } from '../../../lib/model/member-alias.ts'

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(16)) as [
  string,
  string,
  string,
  string,
]

describe('merged members', () => {
  it('resolve along the chain', () => {
    const aliases = { [a]: b, [b]: c }
    expect([a, b, c, d].map((one) => resolveMember(aliases, one))).toEqual([c, c, c, d])
    expect(isSameMember(aliases, a, c)).toBe(true)
    expect(isSameMember(aliases, a, d)).toBe(false)
  })

  it('resolve a ring, made by two devices at once, to its smallest id', () => {
    expect([a, b].map((one) => resolveMember({ [a]: b, [b]: a }, one))).toEqual([a, a])
    const ring = { [d]: b, [b]: c, [c]: b }
    expect([b, c, d].map((one) => resolveMember(ring, one))).toEqual([b, b, b])
  })

  it('take no notice of inherited names', () => {
    expect(resolveMember({}, 'constructor')).toBe('constructor')
    expect(resolveMember({}, '__proto__')).toBe('__proto__')
  })
})

describe('the pairs of one partner', () => {
  const pair = (pairId: string, partner: string, aliases = {}) => ({ pairId, partner, aliases })

  it('are found through a merge that the documents of both tell', () => {
    const merge = { [a]: b }
    const pairs = [pair('1', a, merge), pair('2', c), pair('3', b, merge), pair('4', b)]
    expect(groupByPartner(pairs)).toEqual([['1', '3', '4'], ['2']])
  })

  it('are not joined by what one document says of the partner of another', () => {
    const pairs = [pair('1', a), pair('2', b, { [a]: b }), pair('3', c, { [c]: d })]
    expect(groupByPartner(pairs)).toEqual([['1'], ['2'], ['3']])
  })

  it('part again when the merge is taken back', () => {
    expect(groupByPartner([pair('1', a), pair('2', b)])).toEqual([['1'], ['2']])
  })

  it('join chains and rings over several documents', () => {
    const pairs = [
      pair('1', a, { [a]: b }),
      pair('2', b, { [b]: a, [a]: c }),
      pair('3', c, { [b]: c }),
      pair('4', d),
    ]
    expect(groupByPartner(pairs)).toEqual([['1', '2', '3'], ['4']])
  })
})
