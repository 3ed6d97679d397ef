import { isCalmQuestionDue } from '../../../lib/model/calm-question.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { useTalkWords } from './talk-words.ts'

interface QuestionCardProps {
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
  onRelation: () => void
}

/** The one calm question that is due, if any. It can always be let be. */
export function QuestionCard({ view, actions, onRelation }: QuestionCardProps) {
  const { question } = useTalkWords().talk
  const reason = view.document === null ? null : isCalmQuestionDue(view.document, view.nowMs)
  if (reason === null) return null
  const isMidterm = reason === 'midterm'
  return (
    <aside class="question" aria-label={question[reason]}>
      <p>
        <b>{question[reason]}</b>
        {isMidterm ? question.midtermText : question.text}
      </p>
      <div class="form-buttons">
        {isMidterm && (
          <>
            <button type="button" class="button" onClick={onRelation}>
              {question.look}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => actions.talk({ do: 'review-purpose' })}
            >
              {question.reviewed}
            </button>
          </>
        )}
        <button
          type="button"
          class="button is-quiet"
          onClick={() => actions.talk({ do: 'answer-question' })}
        >
          {question.later}
        </button>
      </div>
    </aside>
  )
}
