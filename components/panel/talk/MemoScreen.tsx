import { limits } from '../../../lib/base/limits.ts'
import { listMemoSections } from '../../../lib/panel/memo-list.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { MemoCard } from './MemoCard.tsx'
import { sayEnding, useTalkWords } from './talk-words.ts'

interface MemoScreenProps {
  view: PanelView
  actions: PanelActions
}

/** The shared memos of this 1-on-1: one card per topic, and one for the whole of it. */
export function MemoScreen({ view, actions }: MemoScreenProps) {
  const words = useTalkWords()
  const { document, meeting } = view
  if (document === null || meeting === null) {
    return <p class="still">{words.messages.panel.loading}</p>
  }
  const sections = listMemoSections(document, meeting.key, view.carry)
  const shown = sections.slice(0, limits.topicsShown)
  const whole = sections.at(-1)
  const ended = document.meetings.find(({ key }) => key === meeting.key)?.ended.at(0) ?? null
  return (
    <section class="cards" aria-labelledby="memos">
      <h2 id="memos" class="unseen">
        {words.talk.memo.title}
      </h2>
      {sections.length === 1 && <p class="still">{words.talk.memo.empty}</p>}
      {shown.map((section) => (
        <MemoCard
          key={`${section.topic?.id ?? 'whole'}`}
          section={section}
          view={view}
          actions={actions}
        />
      ))}
      {whole !== undefined && !shown.includes(whole) && (
        <MemoCard section={whole} view={view} actions={actions} />
      )}
      <p class="memo-hint">{words.talk.memo.hint}</p>
      {ended !== null && <p class="memo-hint">{sayEnding(words, view, ended.member)}</p>}
    </section>
  )
}
