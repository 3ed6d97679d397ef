import type { ReadableWords } from '../document/file-format/render-readable.ts'
import { wordsEn } from './words-en.ts'
import { wordsJa } from './words-ja.ts'

/**
 * The words of the shared file's readable part, in both languages at once: the two people may not share
 * one, and the file must not change each time the other side writes it.
 */
export const fileWords: ReadableWords = {
  title: '1on1',
  notice:
    'Yohaku（余白）が書いているファイルです。ここを書きかえても反映されません。 / Written by Yohaku. Changes made here are not taken over.',
  next: '次回 / Next time',
  carried: '前回から続くテーマ / Still open from last time',
  undated: '日程未設定 / No date yet',
  past: 'これまで / So far',
  empty: 'まだ何も選ばれていません / Nothing chosen yet',
  relation: '関係 / Relation',
  purpose: '目的 / Purpose',
  promises: '約束 / Promises',
  due: '期限 / due',
  keep: '次回まで意識すること / To keep in mind until next time',
  closing: '締めくくり / Closing',
  thanks: 'お礼 / Thanks',
  takeaway: '持ち帰ったこと / Takeaway',
  keepsake: '贈る言葉 / Keepsake',
  talked: '話した / talked about',
  whole: 'この1on1全体 / The whole 1-on-1',
  others: 'ほかのテーマのメモ / Notes on other themes',
  nuance: 'ニュアンスが違う / I read this differently',
  more: 'ほかのテーマ / More themes',
  memos: {
    point: 'ポイント / Points',
    keep: '次回まで意識すること / To keep in mind until next time',
  },
  untitled: 'その他に話したいテーマ / Another theme',
  topics: both(wordsJa.topics, wordsEn.topics),
  responses: both(wordsJa.responses, wordsEn.responses),
  relations: both(wordsJa.relations, wordsEn.relations),
}

function both<Key extends string>(ja: Record<Key, string>, en: Record<Key, string>) {
  const pairs = (Object.keys(ja) as Key[]).map((key) => [key, `${ja[key]} / ${en[key]}`])
  return Object.fromEntries(pairs) as Record<Key, string>
}
