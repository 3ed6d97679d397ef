import { useId, useState } from 'preact/hooks'
import { limits } from '../../../lib/base/limits.ts'
import type { Memo, MemoKind } from '../../../lib/model/memo.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { SyncedText } from '../SyncedText.tsx'
import { MemoTools } from './MemoTools.tsx'
import { NuanceList } from './NuanceList.tsx'
import { nameOf, namesOf, useTalkWords } from './talk-words.ts'

interface MemoBlockProps {
  /** Null for a sheet that nobody has begun. */
  memo: Memo | null
  kind: MemoKind
  /** What it is about, for labels. */
  title: string
  view: PanelView
  actions: Pick<PanelActions, 'talk'>
  onEdit: (base: string, text: string) => void
  onRemove: (memo: Memo) => void
}

/** One memo: who wrote it in words, the text both may write in, and what was marked in it. */
export function MemoBlock(props: MemoBlockProps) {
  const { memo, kind, title, view, actions } = props
  const words = useTalkWords()
  const { memo: labels } = words.talk
  const byId = useId()
  const [areToolsOpen, setToolsOpen] = useState(false)
  const isSheet = memo === null || memo.isSheet
  const writers = memo === null ? [] : listWriters(memo)
  const names = writers.length === 0 ? '' : namesOf(words, view, writers)
  const label = !isSheet
    ? labels.entryLabel(nameOf(words, view, memo.author), title)
    : kind === 'keep'
      ? labels.labelKeep(title)
      : labels.labelPoint(title)
  const hasText = memo !== null && memo.text.trim() !== ''
  const isOnlyMine = writers.length === 1 && writers[0] === view.self?.id
  const looks = kind === 'keep' ? 'is-keep' : isOnlyMine ? 'is-mine' : ''
  return (
    <div class={`memo-block ${looks} ${isSheet ? '' : 'is-entry'}`}>
      <div class="memo-by">
        <p id={byId}>
          {kind === 'keep' ? <b>{labels.keep}</b> : isSheet && <span>{labels.point}</span>}
          {names !== '' && <span>{labels.by(names)}</span>}
        </p>
        {memo !== null && (hasText || !isSheet) && (
          <button
            type="button"
            class="icon-button is-small"
            aria-label={`${words.messages.panel.menu.open}: ${label}`}
            aria-expanded={areToolsOpen}
            onClick={() => setToolsOpen(!areToolsOpen)}
          >
            <Icon name="more" />
          </button>
        )}
      </div>
      <SyncedText
        looks="memo"
        rows={1}
        value={memo?.text ?? ''}
        label={label}
        describedBy={byId}
        placeholder={kind === 'keep' ? labels.keepPlaceholder : labels.pointPlaceholder}
        maxLength={limits.textLength}
        onEdit={props.onEdit}
      />
      {memo !== null && areToolsOpen && (
        <MemoTools
          memo={memo}
          title={title}
          actions={actions}
          onRemove={() => {
            setToolsOpen(false)
            props.onRemove(memo)
          }}
          onDone={() => setToolsOpen(false)}
        />
      )}
      {memo !== null && <NuanceList memo={memo} view={view} actions={actions} />}
    </div>
  )
}

/** Who stands behind the words; whoever began it where nobody wrote yet. */
function listWriters(memo: Memo): string[] {
  if (memo.writers.length > 0) return memo.writers
  return memo.author === null || memo.text === '' ? [] : [memo.author]
}
