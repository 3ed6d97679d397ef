import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { listMemoSections, type MemoSection } from '../../../lib/panel/memo-list.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { MoreButton } from '../MoreButton.tsx'
import { usePages } from '../use-pages.ts'
import { MemoCard } from './MemoCard.tsx'
import { sayEnding, useTalkWords } from './talk-words.ts'

interface MemoScreenProps {
  view: PanelView
  actions: PanelActions
}

/** Topics that wait from another time: more would bury those of this time. Each press shows as many again. */
const carriedCount = 4

/** The shared memos of this 1-on-1: one card per topic, and one for the whole of it. */
export function MemoScreen({ view, actions }: MemoScreenProps) {
  const words = useTalkWords()
  const { document, meeting } = view
  const [count, setCount] = useState(carriedCount)
  const key = meeting?.key ?? ''
  const sections = document === null ? [] : listMemoSections(document, key, view.carry)
  const carried = sections.filter((section) => section.isCarried)
  const waiting = new Set(carried.slice(count).filter((section) => isUntouched(section, key)))
  const list = usePages(
    sections.filter((section) => !waiting.has(section)),
    '',
  )
  if (document === null || meeting === null) {
    return <p class="still">{words.messages.panel.loading}</p>
  }
  const { shown } = list
  const lastCarried = shown.findLast((section) => section.isCarried)
  const whole = sections.at(-1)
  const ended = document.meetings.find(({ key }) => key === meeting.key)?.ended.at(0) ?? null
  return (
    <section class="cards" aria-labelledby="memos">
      <h2 id="memos" class="unseen">
        {words.talk.memo.title}
      </h2>
      {sections.length === 1 && <p class="still">{words.talk.memo.empty}</p>}
      {shown.map((section) => (
        <Fragment key={`${section.topic?.id ?? 'whole'}`}>
          <MemoCard section={section} view={view} actions={actions} />
          {section === lastCarried && waiting.size > 0 && (
            <button type="button" class="quiet" onClick={() => setCount(count + carriedCount)}>
              {words.messages.panel.carry.more(waiting.size)}
            </button>
          )}
        </Fragment>
      ))}
      <MoreButton list={list} />
      {whole !== undefined && !shown.includes(whole) && (
        <MemoCard section={whole} view={view} actions={actions} />
      )}
      <p class="memo-hint">{words.talk.memo.hint}</p>
      {ended !== null && <p class="memo-hint">{sayEnding(words, view, ended.member)}</p>}
    </section>
  )
}

/** Nothing about it was written or brought here: it only waits. */
function isUntouched(section: MemoSection, meetingKey: string): boolean {
  const { topic, sheets, entries, removed } = section
  const hasWords = sheets.point !== null || sheets.keep !== null || entries.length > 0
  return !hasWords && removed.length === 0 && topic?.meeting !== meetingKey
}
