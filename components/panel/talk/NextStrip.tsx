import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import { Icon } from '../Icon.tsx'
import { useTalkWords } from './talk-words.ts'

/** Says that what is written now is for the next time, and leads back. */
export function NextStrip({ actions }: { actions: Pick<PanelActions, 'prepareNext'> }) {
  const { talk } = useTalkWords()
  return (
    <aside class="next-strip" aria-label={talk.next.title}>
      <p>
        <b>{talk.next.title}</b> {talk.next.text}
      </p>
      <button type="button" class="button" onClick={() => actions.prepareNext(false)}>
        <Icon name="back" />
        {talk.next.back}
      </button>
    </aside>
  )
}
