/**
 * Words that look like notes and compress about as badly: made-up vocabularies used with the frequencies
 * of a natural language (https://en.wikipedia.org/wiki/Zipf%27s_law). Real sentences of ours, repeated,
 * would compress far too well and flatter every figure.
 */
export interface TextMaker {
  /** A text of exactly `length` UTF-16 units. */
  write(language: 'ja' | 'en', length: number): string
}

const vocabularySize = 1500

/** A maker whose texts follow from `random` alone. */
export function createTextMaker(random: () => number): TextMaker {
  const english = makeVocabulary(random, () => makeEnglishWord(random))
  const japanese = makeVocabulary(random, () => makeJapaneseWord(random))
  return {
    write(language, length) {
      let text = ''
      while (text.length < length) {
        text +=
          language === 'en' ? `${english()}${punctuate(random, ['. ', ', ', ' '])}` : japanese()
        if (language === 'ja') text += pick(random, particles) + punctuate(random, ['。', '、', ''])
      }
      return text.slice(0, length)
    },
  }
}

const consonants = 'b c d f g h k l m n p r s t v w st tr pl sh th ch'.split(' ')
const vowels = 'a e i o u ea ou ai'.split(' ')
const particles = 'は が を に で と の も から まで です ます した ない'.split(' ')
const kanji = [
  ...'仕事人間関係評価目標計画相談支援今週来週成長経験学習体調時間会議資料顧客開発設計課題共有',
  ...'確認判断責任役割組織部署異動希望将来技術品質改善提案説明理解協力信頼意見結果原因影響優先',
]
const katakana = [...'アイウエオカキクコサシスタチツテトナニネハフホマミメモラリルレロン']
const hiragana = [...'あいうおかきくけこさしすせそたちつてとなにねのはひまみめもやよらりるれわ']

function makeEnglishWord(random: () => number): string {
  const syllables = 1 + Math.floor(random() * 3)
  let word = ''
  for (let index = 0; index < syllables; index += 1) {
    word += pick(random, consonants) + pick(random, vowels)
  }
  return random() < 0.5 ? word + pick(random, ['n', 's', 't', 'ng', 'r', 'd']) : word
}

function makeJapaneseWord(random: () => number): string {
  const kind = random()
  const [letters, length] =
    kind < 0.5 ? [kanji, 2] : kind < 0.7 ? [katakana, 4] : kind < 0.9 ? [hiragana, 3] : [kanji, 1]
  return Array.from({ length }, () => pick(random, letters)).join('')
}

/** Draws words, the n-th most frequent about 1/n as often as the first. */
function makeVocabulary(random: () => number, makeWord: () => string): () => string {
  const words = Array.from({ length: vocabularySize }, makeWord)
  return () => words[Math.floor(vocabularySize ** random()) - 1] ?? ''
}

function punctuate(random: () => number, [end, pause, none]: [string, string, string]): string {
  const kind = random()
  return kind < 0.08 ? end : kind < 0.2 ? pause : none
}

function pick<T>(random: () => number, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}
