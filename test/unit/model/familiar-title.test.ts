import { describe, expect, it } from 'vitest'
import { isFamiliarTitle } from '../../../lib/model/familiar-title.ts'

describe('isFamiliarTitle', () => {
  it.each([
    ['1on1', 'Kei Tanaka', []],
    ['Coffee with Kei', 'Kei Tanaka', []],
    ['青木 / 森 キャリアの話', '森 つかさ', []],
    ['田中さんと雑談', '田中　圭', []],
    ['Coffee', 'Kei Tanaka', ['Walk', 'ＣＯＦＦＥＥ ']],
    ['Kei’s hour', 'Kei’s Tanaka', []],
  ])('takes %s for one with %s', (title, name, earlier) => {
    expect(isFamiliarTitle(title, name, earlier)).toBe(true)
  })

  it.each([
    ['Town hall', 'Kei Tanaka', []],
    ['Weekly sync', 'Kei Tanaka', []],
    ['全社会議', '森 つかさ', ['1on1']],
    // A short name is not any piece of a word.
    ['Client review', 'Li Wang', []],
    ['', 'Kei Tanaka', []],
    ['Town hall', '', []],
  ])('leaves %s with %s to a question', (title, name, earlier) => {
    expect(isFamiliarTitle(title, name, earlier)).toBe(false)
  })
})
