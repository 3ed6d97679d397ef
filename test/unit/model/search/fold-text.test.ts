import { describe, expect, it } from 'vitest'
import { foldTerm, foldText, foldWithOrigins } from '../../../../lib/model/search/fold-text.ts'
import { parseQuery } from '../../../../lib/model/search/parse-query.ts'
import { fuzzRuns } from '../../../support/fuzz-runs.ts'
import { mulberry32 } from '../../../support/replica-world.ts'

describe('folding', () => {
  it.each([
    // Width and compatibility forms.
    ['ＡＢＣ　１２３', 'abc 123'],
    ['ｷｬﾘｱ', 'きゃりあ'],
    ['ｶﾞｷﾞ', 'がぎ'],
    ['か\u3099', 'が'],
    ['㍻', '平成'],
    ['①', '1'],
    // Case.
    ['ÉTÉ', 'été'],
    ['ΣΟΦΟΣ', 'σοφοσ'],
    // Kana.
    ['キャリア', 'きゃりあ'],
    ['ヴァイオリン', 'ばいおりん'],
    ['ｳﾞｨｼﾞｮﾝ', 'びじょん'],
    ['ヴュー・ラヴ', 'びゅー・らぶ'],
    ['ゔぇるさいゆ', 'べるさいゆ'],
    ['ヷヸヹヺ', 'ばびべぼ'],
    // Iteration marks repeat what stands before them; alone they stay.
    ['こゝろ', 'こころ'],
    ['すゞめ', 'すずめ'],
    ['かゞみ', 'かがみ'],
    ['づゝ', 'づつ'],
    ['ミスヾ', 'みすず'],
    ['ヽヾ', 'ゝゞ'],
    ['あゞ', 'あゞ'],
    // Long vowels: written with whatever dash, left out at the end of long words only.
    ['サ−バ―', 'さーば'],
    ['サーバー', 'さーば'],
    ['サーバ', 'さーば'],
    ['サーバー管理', 'さーば管理'],
    ['ｻｰﾊﾞｰ', 'さーば'],
    ['エラー', 'えらー'],
    ['コーヒーとサーバー', 'こーひとさーば'],
    ['メール', 'めーる'],
    ['-1', '-1'],
    ['A-B', 'a-b'],
    // What tells words apart stays.
    ['はは', 'はは'],
    ['ばば', 'ばば'],
    ['がっこう', 'がっこう'],
    ['がつこう', 'がつこう'],
    ['résumé', 'résumé'],
    ['ㄱㅏ', '가'],
  ])('%j is compared as %j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it.each([
    ['さーばー', ['さーば']],
    ['えらー', ['えらー']],
    // In hiragana nobody can tell where a word of katakana would end.
    ['さーばー管理', ['さーばー管理', 'さーば管理']],
    ['サーバー管理', ['さーばー管理', 'さーば管理']],
    [
      'こーひーとさーばー',
      ['こーひーとさーば', 'こーひーとさば', 'こーひとさーば', 'こーひとさば'],
    ],
    ['めーる', ['めーる']],
    // So many that only none or all of them are tried.
    ['ああああーあーあーあーあ', ['ああああーあーあーあーあ', 'ああああああああ']],
  ])('looks for the term %j as %j', (term, spellings) => {
    expect(foldTerm(term)).toEqual(spellings)
  })
})

describe('the way back', () => {
  function original(text: string, term: string): string | null {
    const folded = foldWithOrigins(text)
    const at = folded.text.indexOf(term)
    if (at < 0) return null
    const { start, end } = folded.originalRange(at, at + term.length)
    return text.slice(start, end)
  }

  it.each([
    ['異動とｷｬﾘｱの話', 'きゃりあ', 'ｷｬﾘｱ'],
    ['ｶﾞｲﾄﾞ', 'が', 'ｶﾞ'],
    ['か\u3099く', 'が', 'か\u3099'],
    ['㍻の㍿', '平', '㍻'],
    ['サーバーが落ちた', 'さーばが', 'サーバーが'],
    ['サーバー。', 'さーば', 'サーバー'],
    ['😀キャリア😀', 'きゃりあ', 'キャリア'],
    ['İstanbul', 'stanbul', 'stanbul'],
    ['שלום ABC', 'abc', 'ABC'],
    ['ヴァイオリンの話', 'ばいお', 'ヴァイオ'],
    ['初ｳﾞｨｼﾞｮﾝ案', 'び', 'ｳﾞｨ'],
    ['カヴァー。', 'かばー', 'カヴァー'],
    ['すゞめの話', 'ずめ', 'ゞめ'],
  ])('in %j %j is %j', (text, term, found) => {
    expect(original(text, term)).toBe(found)
  })

  it('agrees with the fast way on everything, in order and inside the text', () => {
    const alphabet = [
      ...'aÅサバヴァゔぁヷゝゞヾーｰ-—がｶﾞ\u3099\u0301 \n😀👩‍👩‍👧㍿ｷｬ한ᄒ\u1161ᆫㄱןﬁßİΣς①ヴ゙ﾞ余㌔',
    ]
    for (let seed = 1; seed <= fuzzRuns(2000); seed++) {
      const next = mulberry32(seed)
      const text = Array.from(
        { length: Math.floor(next() * 14) },
        () => alphabet[Math.floor(next() * alphabet.length)],
      ).join('')
      const folded = foldWithOrigins(text)
      expect([seed, folded.text]).toEqual([seed, foldText(text)])
      let last = 0
      for (let at = 0; at < folded.text.length; at++) {
        const { start, end } = folded.originalRange(at, at + 1)
        expect([seed, start >= last && end > start && end <= text.length]).toEqual([seed, true])
        last = start
      }
    }
  })
})

describe('a query', () => {
  it.each([
    ['', []],
    [' 　\n', []],
    ['キャリア　異動', [['きゃりあ'], ['異動']]],
    ['"plan B" 来期', [['plan b'], ['来期']]],
    ['"open', [['open']]],
    ['a"b c"d', [['a'], ['b c'], ['d']]],
    ['同じ 同じ', [['同じ']]],
    ['サーバー さーば', [['さーば']]],
    ['""', []],
  ])('%j asks for %j', (query, terms) => {
    expect(parseQuery(query)).toEqual(terms)
  })

  it('takes sixteen terms of a pasted page', () => {
    const page = Array.from({ length: 500 }, (_, at) => `w${at}`).join(' ')
    expect(parseQuery(page)).toHaveLength(16)
  })
})
