import { describe, expect, it } from 'vitest'
import { listSentences, locateQuote, quoteAt } from '../../../lib/model/locate-quote.ts'

const memo = '来期は採用に集中する。\n異動は急がない。育成を先に考える。'

function quoteOf(text: string, words: string) {
  const start = text.indexOf(words)
  return quoteAt(text, { start, end: start + words.length })
}

function found(text: string, quote: ReturnType<typeof quoteAt>) {
  const place = locateQuote(text, quote)
  return place === null ? null : [text.slice(place.start, place.end), place.isExact]
}

describe('sentences', () => {
  it('end at full stops of both scripts and at line ends, with their closing brackets', () => {
    const text = '  一つ目です。二つ目（仮）！？「三つ目。」four is v1.5 now. five\n\nsix'
    expect(listSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      '一つ目です。',
      '二つ目（仮）！？',
      '「三つ目。」',
      'four is v1.5 now.',
      'five',
      'six',
    ])
    expect(listSentences('')).toEqual([])
    expect(listSentences(' \n。。')).toEqual([])
  })
})

describe('a quote', () => {
  const quote = quoteOf(memo, '異動は急がない。')

  it('is found where it stands, whatever is written before and after it', () => {
    expect(found(memo, quote)).toEqual(['異動は急がない。', true])
    expect(found(`前書き。\n${memo}\nあとがき。`, quote)).toEqual(['異動は急がない。', true])
    expect(found('異動は急がない。', quote)).toEqual(['異動は急がない。', true])
  })

  it('is told from its twin by what stands around it', () => {
    const text = 'はい。賛成です。いいえ。賛成です。以上。'
    const second = quoteAt(text, { start: 12, end: 17 })
    expect(second.text).toBe('賛成です。')
    expect(locateQuote(text, second)).toEqual({ start: 12, end: 17, isExact: true })
    expect(locateQuote(`冒頭。${text}`, second)?.start).toBe(15)
    const twins = 'はい。賛成です。以上。いいえ。賛成です。以上。'
    const later = quoteAt(twins, { start: 15, end: 20 })
    expect(later.text).toBe('賛成です。')
    expect(locateQuote(twins, later)?.start).toBe(15)
  })

  it('points to what was put in its place', () => {
    const changed = memo.replace('異動は急がない。', '異動は来年の秋に。')
    expect(found(changed, quote)).toEqual(['異動は来年の秋に。', false])
  })

  it('points to the sentence most alike when its surroundings changed too', () => {
    const changed = 'まったく別の話。異動は、急がないことにした。育成。'
    expect(found(changed, quote)).toEqual(['異動は、急がないことにした。', false])
  })

  it('is gone when nothing like it is left', () => {
    expect(found('昼食の話。', quote)).toBeNull()
    expect(found('', quote)).toBeNull()
    expect(found(memo, { text: '', before: '', after: '' })).toBeNull()
  })

  it('never cuts an emoji in its surroundings', () => {
    const text = `${'😀'.repeat(20)}文。${'😀'.repeat(20)}`
    const { before, after } = quoteAt(`a${text}`, { start: 41, end: 43 })
    expect(before.isWellFormed()).toBe(true)
    expect(after.isWellFormed()).toBe(true)
  })

  it('stands up to enormous texts', () => {
    const long = '同じ文。'.repeat(16_000)
    const place = locateQuote(long, quoteAt(long, { start: 40_000, end: 40_004 }))
    expect(place?.isExact).toBe(true)
    expect(locateQuote(long, quote)).toBeNull()
  })
})
