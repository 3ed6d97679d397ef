import type { Person } from '../model/people.ts'
import { type Language, messagesIn } from './messages.ts'

/** Letters of a name that a sentence can carry; the rest is cut with an ellipsis. */
const lettersShown = 60

/** Endings that already are an honorific or a title, after which さん would be wrong. */
const honorificEnding = /(さん|様|さま|氏|君|くん|ちゃん|先生|先輩|社長|部長|課長|係長|室長|主任)$/

/**
 * How to call a person in a sentence: the name with the neutral さん in Japanese, else the address, else
 * "your partner". Cut by letters, so that no emoji or accent is torn.
 */
export function callPerson(language: Language, person: Person | null): string {
  const name = cutText((person?.name ?? '').trim(), lettersShown)
  if (name !== '') {
    return language === 'ja' && !name.includes('@') && !honorificEnding.test(name)
      ? `${name}さん`
      : name
  }
  const email = person?.email ?? ''
  return email === '' ? messagesIn(language).panel.someone : cutText(email, lettersShown)
}

/** The first `count` letters of a text as a reader counts them, with an ellipsis when something was cut. */
export function cutText(text: string, count: number): string {
  // Long before segmenting: a page may hand us 10,000 characters, a letter rarely has more than a dozen.
  const head = text.slice(0, count * 16)
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(head)]
  if (letters.length <= count && head.length === text.length) return text
  return `${letters
    .slice(0, count)
    .map((one) => one.segment)
    .join('')}…`
}
