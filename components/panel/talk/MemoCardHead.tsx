import { formatCalendarDay } from '../../../lib/i18n/format-date.ts'
import { undatedMeeting } from '../../../lib/model/meeting.ts'
import type { MemoSection } from '../../../lib/panel/memo-list.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { titleOf, wishOf } from '../words.ts'
import { nameOf, useTalkWords } from './talk-words.ts'

interface MemoCardHeadProps {
  section: MemoSection
  /** Short, for labels. */
  title: string
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
}

/** What the memos below are about: topic, wish, whose it is, and whether it was talked about. */
export function MemoCardHead({ section, title, view, actions }: MemoCardHeadProps) {
  const words = useTalkWords()
  const { language, messages, talk } = words
  const { topic } = section
  if (topic === null) {
    return (
      <header class="memo-head">
        <h3>{talk.memo.whole}</h3>
      </header>
    )
  }
  const wish = wishOf(messages, topic)
  const isMine = topic.owner === view.self?.id
  // Prepared for this very day under the series' old name, it does not come from elsewhere.
  const isOfThisDay = section.fromDay !== null && section.fromDay === view.meeting?.day
  return (
    <header class="memo-head">
      <div class="memo-title">
        <h3 dir="auto">{titleOf(messages, topic)}</h3>
        {wish !== null && (
          <p class="wish" dir="auto">
            {wish}
          </p>
        )}
      </div>
      <div class="memo-about">
        <p>
          <span>{isMine ? talk.memo.ofMe : talk.memo.of(nameOf(words, view, topic.owner))}</span>
          {section.isCarried && !isOfThisDay && (
            <span>
              {section.fromDay === null
                ? talk.memo.carriedUndated
                : talk.memo.carried(formatCalendarDay(language, section.fromDay, view.nowMs))}
            </span>
          )}
        </p>
        {view.meeting?.key !== undatedMeeting && (
          <label class="tick">
            <input
              type="checkbox"
              checked={topic.talkedMs !== null}
              aria-label={talk.memo.talkedFor(title)}
              onChange={(event) =>
                actions.talk({
                  do: 'tick-topic',
                  topicId: topic.id,
                  isTalked: event.currentTarget.checked,
                })
              }
            />
            <span aria-hidden="true">{talk.memo.talked}</span>
          </label>
        )}
      </div>
      {topic.note.trim() !== '' && (
        <p class="said is-excerpt" dir="auto">
          {topic.note.slice(0, 400)}
        </p>
      )}
    </header>
  )
}
