import type { SearchWords } from '../model/search/list-entries.ts'
import { wordsEn } from './words-en.ts'
import { wordsJa } from './words-ja.ts'

/** The names of kinds in every language, so that a topic is found by whichever a person types. */
export const searchWords: SearchWords = {
  topics: both(wordsJa.topics, wordsEn.topics),
  responses: both(wordsJa.responses, wordsEn.responses),
}

function both<Key extends string>(ja: Record<Key, string>, en: Record<Key, string>) {
  const pairs = (Object.keys(ja) as Key[]).map((key) => [key, `${ja[key]}\n${en[key]}`])
  return Object.fromEntries(pairs) as Record<Key, string>
}
