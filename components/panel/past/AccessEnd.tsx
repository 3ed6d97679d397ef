import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { isReadByMeOnly, ReadersText } from '../ReadersNote.tsx'
import { usePastWords } from './past-words.ts'

interface AccessEndProps {
  view: PanelView
  actions: Pick<PanelActions, 'endAccess'>
}

/** Ends the other's access to the shared file, after a second press; only the file's owner can. */
export function AccessEnd({ view, actions }: AccessEndProps) {
  const words = usePastWords()
  const { closing } = words.past
  const [isAsking, setAsking] = useState(false)
  const confirm = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (isAsking) confirm.current?.focus()
  }, [isAsking])
  const file = view.status?.file ?? null
  const isBusy = view.busy.has('end-access')
  if (view.isAccessOver) return <p class="still">{closing.accessOver}</p>
  if (file === null) return null
  if (!file.isMine) return <p class="still">{closing.accessTheirs}</p>
  if (!file.isShared) {
    return (
      <div class="still" role="status">
        {isReadByMeOnly(view) ? (
          <p>{closing.accessEnded}</p>
        ) : (
          <>
            <p>{closing.accessTaken}</p>
            <ReadersText view={view} />
          </>
        )}
      </div>
    )
  }
  return (
    <div class="access-end">
      <p class="still">{closing.accessText}</p>
      <div class="form-buttons">
        {isAsking ? (
          <>
            <button
              type="button"
              class="button"
              ref={confirm}
              aria-disabled={isBusy}
              onClick={() => {
                if (!isBusy) actions.endAccess()
              }}
            >
              {isBusy ? words.messages.panel.step.working : closing.accessConfirm}
            </button>
            <button type="button" class="button is-quiet" onClick={() => setAsking(false)}>
              {closing.accessCancel}
            </button>
          </>
        ) : (
          <button type="button" class="button" onClick={() => setAsking(true)}>
            {closing.access}
          </button>
        )}
      </div>
    </div>
  )
}
