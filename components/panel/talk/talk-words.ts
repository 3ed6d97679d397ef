import { callPerson } from '../../../lib/i18n/person-name.ts'
import { type TalkMessages, talkMessagesIn } from '../../../lib/i18n/talk-messages.ts'
import type { MemberId } from '../../../lib/model/people.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { useWords, type Words } from '../words.ts'

/** The words of the panel with those of the memo and promise screens. */
export interface TalkWords extends Words {
  talk: TalkMessages
}

/** The words of the language on screen. */
export function useTalkWords(): TalkWords {
  const words = useWords()
  return { ...words, talk: talkMessagesIn(words.language) }
}

/** How to call a member of the pair: 「わたし」, the partner's name, or "unknown". */
export function nameOf(words: TalkWords, view: PanelView, member: MemberId | null): string {
  if (member === null) return words.talk.memo.unknown
  if (member === view.self?.id) return words.talk.memo.me
  if (member === view.partner?.id) return callPerson(words.language, view.partner)
  const known = view.document?.members.find(({ id }) => id === member)
  return known === undefined ? words.talk.memo.unknown : callPerson(words.language, known)
}

/** Several members, oneself last. */
export function namesOf(words: TalkWords, view: PanelView, members: readonly MemberId[]): string {
  const sorted = members.toSorted(
    (a, b) => Number(a === view.self?.id) - Number(b === view.self?.id),
  )
  return sorted.map((member) => nameOf(words, view, member)).reduce(words.talk.memo.and)
}

/** Who ended the 1-on-1, as a sentence. */
export function sayEnding(words: TalkWords, view: PanelView, member: MemberId): string {
  const { stage } = words.talk
  return member === view.self?.id ? stage.endedByMe : stage.endedBy(nameOf(words, view, member))
}
