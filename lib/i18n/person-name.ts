import type { Person } from '../model/people.ts'
import type { Language } from './language.ts'
import { panelMessagesIn } from './panel-messages.ts'
import { cutText, isolateText } from './plain-text.ts'

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
    const needsHonorific = language === 'ja' && !name.includes('@') && !honorificEnding.test(name)
    return needsHonorific ? `${isolateText(name)}さん` : isolateText(name)
  }
  const email = person?.email ?? ''
  return email === '' ? panelMessagesIn(language).panel.someone : cutText(email, lettersShown)
}
