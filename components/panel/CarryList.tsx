import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { formatCalendarDay } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { CarriedTopic } from '../../lib/model/carry-over.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { shortTitleOf, titleOf, useWords, wishOf } from './words.ts'

interface CarryListProps {
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
  /** Where the rest of a glance's list is read; null on the screen that shows all and offers to take them up. */
  onMore: (() => void) | null
}

/** More would bury what comes now. */
const glanceCount = 3

/** What is read at one go; each press shows as many again. */
const pageCount = 12

/** Topics that wait: unfinished ones of last time, and those from the time without a date. */
export function CarryList({ view, actions, onMore }: CarryListProps) {
  const { messages } = useWords()
  const words = messages.panel.carry
  const broughtId = useRef<string | null>(null)
  // The button that was pressed has gone: the card it brought continues.
  useLayoutEffect(() => {
    if (broughtId.current === null) return
    const card = document.querySelector<HTMLElement>(
      `[data-topic="${CSS.escape(broughtId.current)}"]`,
    )
    if (card === null) return
    broughtId.current = null
    card.tabIndex = -1
    card.focus()
  })
  const { carry } = view
  if (carry === null) return null
  const bring = (topicId: string): void => {
    broughtId.current = topicId
    actions.talk({ do: 'bring-topic', topicId })
  }
  const isBrief = onMore !== null
  const list = (topics: readonly CarriedTopic[]) => (
    <ul class="carried">
      {topics.map((one) => (
        <CarriedRow
          key={one.topic.id}
          carried={one}
          view={view}
          isBrief={isBrief}
          onBring={bring}
        />
      ))}
    </ul>
  )
  if (onMore !== null) {
    const hiddenCount = carry.topics.length - glanceCount
    return carry.topics.length === 0 ? null : (
      <section aria-labelledby="carried">
        <h2 id="carried">{words.title}</h2>
        {list(carry.topics.slice(0, glanceCount))}
        {hiddenCount > 0 && (
          <button type="button" class="quiet" onClick={onMore}>
            {words.more(hiddenCount)}
          </button>
        )}
      </section>
    )
  }
  const { resting, planned } = carry
  if (carry.topics.length + resting.length + planned.length === 0) return null
  return (
    <section aria-label={words.title}>
      {carry.topics.length > 0 && (
        <>
          <h2>{words.title}</h2>
          <Pages all={carry.topics} list={list} />
        </>
      )}
      {resting.length > 0 && (
        <details>
          <summary>{words.resting(resting.length)}</summary>
          <p class="still">{words.restingWhy}</p>
          <Pages all={resting} list={list} />
        </details>
      )}
      {planned.length > 0 && (
        <details>
          <summary>{words.planned(planned.length)}</summary>
          <Pages all={planned} list={list} />
        </details>
      )}
    </section>
  )
}

interface PagesProps {
  all: readonly CarriedTopic[]
  list: (topics: readonly CarriedTopic[]) => JSX.Element
}

/** The beginning of a list, and more of it with each press. */
function Pages({ all, list }: PagesProps) {
  const words = useWords().messages.panel.carry
  const [count, setCount] = useState(pageCount)
  return (
    <>
      {list(all.slice(0, count))}
      {all.length > count && (
        <button type="button" class="quiet" onClick={() => setCount(count + pageCount)}>
          {words.more(all.length - count)}
        </button>
      )}
    </>
  )
}

interface CarriedRowProps {
  carried: CarriedTopic
  view: PanelView
  isBrief: boolean
  onBring: (topicId: string) => void
}

function CarriedRow({ carried, view, isBrief, onBring }: CarriedRowProps) {
  const { language, messages } = useWords()
  const words = messages.panel.carry
  const { topic, fromDay, isCalledOff } = carried
  const wish = wishOf(messages, topic)
  const isMine = topic.owner === view.self?.id
  // Prepared for this very day under the series' old name, it does not come from elsewhere.
  const isOfThisDay = fromDay !== null && fromDay === view.meeting?.day
  const from =
    fromDay === null
      ? words.fromUndated
      : (isCalledOff ? words.fromCalledOff : words.from)(
          formatCalendarDay(language, fromDay, view.nowMs),
        )
  return (
    <li class="carried-topic">
      <div class="carried-words">
        <b dir="auto">{titleOf(messages, topic)}</b>
        {wish !== null && (
          <span class="carried-wish" dir="auto">
            {wish}
          </span>
        )}
        <span class="carried-from">
          {isMine ? words.ofMe : words.of(callPerson(language, view.partner))}
          {!isOfThisDay && ` · ${from}`}
        </span>
        {!isBrief && topic.note.trim() !== '' && (
          <p class="said is-excerpt" dir="auto">
            {topic.note.slice(0, 400)}
          </p>
        )}
      </div>
      {!isBrief && isMine && (
        <button
          type="button"
          class="button"
          aria-label={words.bringFor(shortTitleOf(messages, topic))}
          onClick={() => onBring(topic.id)}
        >
          {words.bring}
        </button>
      )}
    </li>
  )
}
