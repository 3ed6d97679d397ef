import type { ReadableWords } from '../document/file-format/render-readable.ts'
import { wordsEn } from './words-en.ts'
import { wordsJa } from './words-ja.ts'

const ja: ReadableWords = {
  title: '1on1',
  notice: 'Yohaku（余白）が書いているファイルです。ここを書きかえても反映されません。',
  next: '次回',
  carried: '前回から続くテーマ',
  undated: '日程未設定',
  past: 'これまで',
  empty: 'まだ何も選ばれていません',
  relation: '関係',
  purpose: '目的',
  promises: '約束',
  due: '期限',
  keep: '次回まで意識すること',
  closing: '締めくくり',
  thanks: 'お礼',
  takeaway: '持ち帰ったこと',
  keepsake: '贈る言葉',
  talked: '話した',
  whole: 'この1on1全体',
  others: 'ほかのテーマのメモ',
  nuance: 'ニュアンスが違う',
  more: 'ほかのテーマ',
  memos: { point: 'ポイント', keep: '次回まで意識すること' },
  untitled: 'その他に話したいテーマ',
  topics: wordsJa.topics,
  responses: wordsJa.responses,
  relations: wordsJa.relations,
}

const en: ReadableWords = {
  title: '1on1',
  notice: 'Written by Yohaku. Changes made here are not taken over.',
  next: 'Next time',
  carried: 'Still open from last time',
  undated: 'No date yet',
  past: 'So far',
  empty: 'Nothing chosen yet',
  relation: 'Relation',
  purpose: 'Purpose',
  promises: 'Promises',
  due: 'due',
  keep: 'To keep in mind until next time',
  closing: 'Closing',
  thanks: 'Thanks',
  takeaway: 'Takeaway',
  keepsake: 'Keepsake',
  talked: 'talked about',
  whole: 'The whole 1-on-1',
  others: 'Notes on other themes',
  nuance: 'I read this differently',
  more: 'More themes',
  memos: { point: 'Points', keep: 'To keep in mind until next time' },
  untitled: 'Another theme',
  topics: wordsEn.topics,
  responses: wordsEn.responses,
  relations: wordsEn.relations,
}

/**
 * The words of the shared file's readable part, in both languages at once: the two people may not share
 * one, and the file must not change each time the other side writes it.
 */
export const fileWords: ReadableWords = both(ja, en)

type Words = { [key: string]: string | Words }

/** Every word as `ja / en`; once where both are the same. */
function both<T extends object>(first: T, second: T): T {
  const joined = Object.entries(first).map(([key, value]: [string, unknown]) => {
    const other: unknown = (second as Words)[key]
    if (typeof value !== 'string' || typeof other !== 'string') {
      return [key, both(value as object, other as object)]
    }
    return [key, value === other ? value : `${value} / ${other}`]
  })
  return Object.fromEntries(joined) as T
}
