import { limits } from '../../../lib/base/limits.ts'
import { cutText, isolateText } from '../../../lib/i18n/plain-text.ts'
import { locateQuote } from '../../../lib/model/locate-quote.ts'
import type { Memo, NuanceMark } from '../../../lib/model/memo.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { SyncedText } from '../SyncedText.tsx'
import { nameOf, useTalkWords } from './talk-words.ts'

interface NuanceListProps {
  memo: Memo
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
}

/** Sentences that one of the two reads differently, with how they see it. */
export function NuanceList({ memo, view, actions }: NuanceListProps) {
  const marks = memo.nuances.filter((mark) => !mark.isRemoved)
  if (marks.length === 0) return null
  return (
    <ul class="nuances">
      {marks.map((mark) => (
        <NuanceItem key={mark.id} mark={mark} memo={memo} view={view} actions={actions} />
      ))}
    </ul>
  )
}

function NuanceItem({ mark, memo, view, actions }: NuanceListProps & { mark: NuanceMark }) {
  const words = useTalkWords()
  const { nuance } = words.talk
  const isSettled = mark.resolvedMs !== null
  const located = locateQuote(memo.text, mark.quote)
  const isMine = mark.by === view.self?.id
  return (
    <li class={isSettled ? 'nuance is-settled' : 'nuance'}>
      <p class="nuance-by">
        <Icon name={isSettled ? 'check' : 'nuance'} />
        {isSettled
          ? nuance.settled
          : isMine
            ? nuance.markedByMe
            : nuance.markedBy(nameOf(words, view, mark.by))}
      </p>
      <blockquote dir="auto">{mark.quote.text}</blockquote>
      {located?.isExact !== true && <p class="nuance-changed">{nuance.changed}</p>}
      {(!isSettled || mark.reply !== '') && (
        <SyncedText
          rows={1}
          value={mark.reply}
          label={nuance.replyFor(isolateText(cutText(mark.quote.text, 40)))}
          placeholder={nuance.replyPlaceholder}
          maxLength={limits.textLength}
          onEdit={(base, text) =>
            actions.talk({ do: 'set-nuance-reply', nuanceId: mark.id, base, text })
          }
        />
      )}
      <div class="memo-tools">
        <button
          type="button"
          class="button"
          onClick={() =>
            actions.talk({ do: 'settle-nuance', nuanceId: mark.id, isSettled: !isSettled })
          }
        >
          {isSettled ? nuance.unsettle : nuance.settle}
        </button>
        {isMine && (
          <button
            type="button"
            class="button is-quiet"
            onClick={() => actions.talk({ do: 'remove-nuance', nuanceId: mark.id })}
          >
            {nuance.remove}
          </button>
        )}
      </div>
    </li>
  )
}
