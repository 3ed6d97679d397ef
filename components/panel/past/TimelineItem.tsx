import { formatCalendarDay } from '../../../lib/i18n/format-date.ts'
import { isLiveMemo, type Memo } from '../../../lib/model/memo.ts'
import type { PairPromise } from '../../../lib/model/promise.ts'
import type { TimelineEntry } from '../../../lib/model/timeline.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import type { PlacedNote } from '../../../lib/panel/private-past.ts'
import { stageShown } from '../../../lib/panel/shown-meeting.ts'
import { Icon } from '../Icon.tsx'
import { nameOf, namesOf } from '../talk/talk-words.ts'
import { titleOf } from '../words.ts'
import { usePastWords } from './past-words.ts'

interface TimelineItemProps {
  /** One 1-on-1, or the promises made between two of them. */
  entry: TimelineEntry | readonly PairPromise[]
  /** What only this person wrote beside it; empty while that is hidden. */
  notes: readonly PlacedNote[]
  view: PanelView
}

/** One 1-on-1 as it stays: the day, what it was about, what was written and promised. */
export function TimelineItem({ entry, notes, view }: TimelineItemProps) {
  const words = usePastWords()
  const { timeline } = words.past
  if (!('meeting' in entry)) {
    return (
      <li class="past-meeting">
        <h3>{timeline.otherPromises}</h3>
        <PromiseLines promises={entry} view={view} />
      </li>
    )
  }
  const { meeting, day } = entry
  const stage = stageShown(meeting, view.nowMs, null)
  const stated = stage === 'today' ? null : words.messages.panel.header.stages[stage]
  const label = meeting.isCalledOff ? timeline.calledOff : stated
  const topics = meeting.topics.filter((topic) => !topic.isRemoved)
  const memos = meeting.memos.filter(isLiveMemo)
  return (
    <li class="past-meeting">
      <h3>
        {day === null ? timeline.undated : formatCalendarDay(words.language, day, view.nowMs)}
        {label !== null && <span class="past-stage">{label}</span>}
      </h3>
      {topics.length > 0 && (
        <ul class="past-topics">
          {topics.map((topic) => (
            <li key={topic.id}>
              <span dir="auto">{titleOf(words.messages, topic)}</span>
              <small>
                {nameOf(words, view, topic.owner)}
                {topic.talkedMs !== null && ` · ${timeline.talked}`}
                {topic.talkedMs === null && stage === 'ended' && ` · ${timeline.open}`}
              </small>
            </li>
          ))}
        </ul>
      )}
      {memos.length > 0 && (
        <ul class="past-memos" aria-label={timeline.memos}>
          {memos.map((memo) => (
            <MemoLine key={memo.id} memo={memo} view={view} />
          ))}
        </ul>
      )}
      <PromiseLines promises={entry.promises} view={view} />
      {notes.length > 0 && (
        <ul class="past-memos" aria-label={timeline.kind.private}>
          {notes.map(({ note, topic }) => (
            <li key={note.id} class="past-memo is-private">
              <small>
                <Icon name="lock" />
                {topic === null
                  ? timeline.kind.private
                  : timeline.privateAbout(titleOf(words.messages, topic))}
              </small>
              <p dir="auto">{note.text}</p>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function MemoLine({ memo, view }: { memo: Memo; view: PanelView }) {
  const words = usePastWords()
  const writers = memo.writers.length > 0 ? memo.writers : memo.author === null ? [] : [memo.author]
  return (
    <li class={memo.kind === 'keep' ? 'past-memo is-keep' : 'past-memo'}>
      <small>
        {memo.kind === 'keep' ? words.talk.memo.keep : words.talk.memo.point}
        {writers.length > 0 && ` · ${namesOf(words, view, writers)}`}
      </small>
      <p dir="auto">{memo.text}</p>
    </li>
  )
}

function PromiseLines({ promises, view }: { promises: readonly PairPromise[]; view: PanelView }) {
  const words = usePastWords()
  const { timeline } = words.past
  if (promises.length === 0) return null
  return (
    <ul class="past-promises" aria-label={timeline.promises}>
      {promises.map((promise) => (
        <li key={promise.id}>
          <span dir="auto">{promise.text}</span>
          <small>
            {`${timeline.promises} · ${nameOf(words, view, promise.owner)}`}
            {promise.isDone && ` · ${timeline.done}`}
          </small>
        </li>
      ))}
    </ul>
  )
}
