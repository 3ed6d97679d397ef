import { describe, expect, it } from 'vitest'
import { applyChange, diffText } from '../../../lib/base/text-diff.ts'
import { mergeText, movePosition } from '../../../lib/panel/text-merge.ts'

/** A small seeded generator, so that a failure can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

describe('mergeText', () => {
  it('keeps both additions', () => {
    expect(mergeText('ab', 'Xab', 'abY')).toBe('XabY')
    expect(mergeText('ab', 'abX', 'Yab')).toBe('YabX')
    expect(mergeText('', '朝', '夜')).toContain('朝')
    expect(mergeText('', '朝', '夜')).toContain('夜')
  })

  it('gives mine when nobody else wrote, theirs when I did not', () => {
    expect(mergeText('a', 'b', 'a')).toBe('b')
    expect(mergeText('a', 'a', 'c')).toBe('c')
  })

  it('keeps what was added inside what I removed', () => {
    expect(mergeText('one two three', '', 'one two NEW three')).toBe('NEW ')
  })

  it('does not remove twice', () => {
    expect(mergeText('abcdef', 'af', 'abf')).toBe('af')
  })

  it('never loses what either side added (fuzz)', () => {
    const random = mulberry32(20261126)
    const pick = (text: string) => Math.floor(random() * (text.length + 1))
    for (let run = 0; run < 3000; run++) {
      const base = 'あいうえお0123456789'.slice(0, Math.floor(random() * 16))
      const edit = (mark: string) => {
        const from = pick(base)
        const to = from + Math.floor(random() * (base.length - from + 1))
        return base.slice(0, from) + mark + base.slice(to)
      }
      const mine = edit('MINE')
      const theirs = edit('THEIRS')
      const merged = mergeText(base, mine, theirs)
      const context = JSON.stringify({ run, base, mine, theirs, merged })
      expect(merged.includes('MINE'), context).toBe(true)
      expect(merged.includes('THEIRS'), context).toBe(true)
      // Nothing is doubled: every letter of the base is there at most as often as before.
      for (const letter of new Set(base)) {
        const count = (text: string) => text.split(letter).length - 1
        expect(count(merged), context).toBeLessThanOrEqual(count(base))
      }
    }
  })
})

describe('movePosition', () => {
  const move = (before: string, after: string, position: number) =>
    movePosition(position, before, after)

  it('stays with the text around it', () => {
    expect(move('hello', 'Xhello', 3)).toBe(4)
    expect(move('hello', 'helloX', 3)).toBe(3)
    expect(move('hello', 'heo', 5)).toBe(3)
    expect(move('hello', '', 3)).toBe(0)
    expect(move('hello', 'helloX', 5)).toBe(5)
    expect(move('abcdef', '>> abcdef <<', 3)).toBe(6)
    expect(move('one two three', 'ONE two THREE', 5)).toBe(5)
    expect(move('one two three', '1 two and three', 9)).toBe(11)
  })

  it('gives up calmly on a very long text that was rewritten', () => {
    expect(move('a'.repeat(5000), 'b'.repeat(5000), 2500)).toBe(0)
  })
})

describe('diffText', () => {
  it('turns one text into the other and never cuts a pair in two (fuzz)', () => {
    const random = mulberry32(7)
    const letters = ['a', 'b', '😀', '😁', 'あ']
    const text = () =>
      Array.from(
        { length: Math.floor(random() * 8) },
        () => letters[Math.floor(random() * letters.length)] ?? '',
      ).join('')
    for (let run = 0; run < 2000; run++) {
      const before = text()
      const after = text()
      const change = diffText(before, after)
      if (change === null) {
        expect(before).toBe(after)
        continue
      }
      expect(applyChange(before, change)).toBe(after)
      expect(change.insert.isWellFormed()).toBe(true)
      expect(before.slice(change.index, change.index + change.removeCount).isWellFormed()).toBe(
        true,
      )
    }
  })
})
