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
  undated: '日程未設定 / No date yet',
  past: 'これまで / So far',
  empty: 'まだ何も選ばれていません / Nothing chosen yet',
  relation: '関係 / Relation',
  untitled: 'その他に話したいテーマ / Another theme',
  topics: both(wordsJa.topics, wordsEn.topics),
  responses: both(wordsJa.responses, wordsEn.responses),
  relations: both(wordsJa.relations, wordsEn.relations),
}

function both<Key extends string>(ja: Record<Key, string>, en: Record<Key, string>) {
  const pairs = (Object.keys(ja) as Key[]).map((key) => [key, `${ja[key]} / ${en[key]}`])
  return Object.fromEntries(pairs) as Record<Key, string>
}
