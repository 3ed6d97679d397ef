import { formatCalendarDay, formatWhen } from '../../../lib/i18n/format-date.ts'
import { callPerson } from '../../../lib/i18n/person-name.ts'
import { talkMessagesIn } from '../../../lib/i18n/talk-messages.ts'
import { isLiveMemo } from '../../../lib/model/memo.ts'
import { openPromises } from '../../../lib/model/promise.ts'
import { writeAgenda } from '../../../lib/panel/agenda-text.ts'
import { listMemoSections } from '../../../lib/panel/memo-list.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { titleOf, type Words, wishOf } from '../words.ts'
import { nameOf } from './talk-words.ts'

/** The agenda on screen as text or Markdown; null while the document is not here. */
export function describeAgenda(
  words: Words,
  view: PanelView,
  format: 'text' | 'markdown',
): string | null {
  const { language, messages } = words
  const { document, meeting, self, partner } = view
  if (document === null || meeting === null) return null
  const talk = talkMessagesIn(language)
  const all = { ...words, talk }
  const sections = listMemoSections(document, meeting.key, view.carry)
  const topics = sections.flatMap(({ topic }) => (topic === null ? [] : [topic]))
  const people = [self, partner].flatMap((person) =>
    person === null
      ? []
      : [
          {
            heading: talk.agenda.of(callPerson(language, person)),
            topics: topics
              .filter((topic) => topic.owner === person.id)
              .map((topic) => ({
                title: titleOf(messages, topic),
                wish: wishOf(messages, topic) ?? '',
                note: topic.note,
              })),
          },
        ],
  )
  return writeAgenda(
    {
      title: talk.agenda.title(callPerson(language, partner)),
      when: formatWhen(language, meeting, view.nowMs) ?? '',
      people,
      promises: {
        heading: talk.agenda.promises,
        items: openPromises(document.promises).map((promise) => ({
          promise,
          details: [
            promise.owner === self?.id
              ? callPerson(language, self)
              : nameOf(all, view, promise.owner),
            promise.whenWhere,
            promise.dueDay === null
              ? ''
              : messages.panel.glance.promiseDue(
                  formatCalendarDay(language, promise.dueDay, view.nowMs),
                ),
          ]
            .filter((part) => part !== '')
            .join(' · '),
        })),
      },
      keep: { heading: talk.agenda.keep, memos: view.carry?.keep ?? [] },
      memos: {
        heading: talk.agenda.memos,
        items: sections.flatMap(({ topic, sheets, entries }) =>
          [sheets.point, ...entries, sheets.keep].flatMap((memo) =>
            memo !== null && isLiveMemo(memo)
              ? [
                  {
                    about: topic === null ? talk.memo.whole : titleOf(messages, topic),
                    text: memo.text,
                  },
                ]
              : [],
          ),
        ),
      },
      nothing: talk.agenda.nothing,
    },
    format,
  )
}

/**
 * Copies a text by way of a selection: the clipboard API needs a permission that the calendar page does not
 * hand down to a frame. https://www.w3.org/TR/clipboard-apis/#dom-clipboard-writetext False when refused.
 */
export function copyText(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  field.setAttribute('aria-hidden', 'true')
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}
