import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { limits } from '../../../lib/base/limits.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import type { PromiseWords } from '../../../lib/panel/talk-edit.ts'
import { OwnerChoice } from './OwnerChoice.tsx'
import { useTalkWords } from './talk-words.ts'

interface PromiseFormProps {
  view: PanelView
  /** Null when it was called off. */
  onDone: (promise: PromiseWords | null) => void
}

/** Asks for a new promise. */
export function PromiseForm({ view, onDone }: PromiseFormProps) {
  const { talk } = useTalkWords()
  const words = talk.promise
  const [made, setMade] = useState<PromiseWords>({
    owner: view.self?.id ?? '',
    text: '',
    dueDay: null,
    whenWhere: '',
  })
  const first = useRef<HTMLTextAreaElement>(null)
  // The person just asked for this field by a press.
  useLayoutEffect(() => first.current?.focus(), [])
  const isEmpty = made.text.trim() === ''
  return (
    <form
      class="promise-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isEmpty) onDone({ ...made, text: made.text.trim(), whenWhere: made.whenWhere.trim() })
      }}
    >
      <label class="field-label">
        <span>{words.what}</span>
        <textarea
          class="field"
          rows={1}
          dir="auto"
          ref={first}
          placeholder={words.whatPlaceholder}
          maxLength={limits.promiseLength}
          onInput={(event) => setMade({ ...made, text: event.currentTarget.value })}
        />
      </label>
      <OwnerChoice
        name="new"
        owner={made.owner}
        view={view}
        onChoose={(owner) => setMade({ ...made, owner })}
      />
      <label class="field-label">
        <span>{words.whenWhere}</span>
        <input
          class="field"
          type="text"
          autocomplete="off"
          dir="auto"
          placeholder={words.whenWherePlaceholder}
          maxLength={limits.lineLength}
          onInput={(event) => setMade({ ...made, whenWhere: event.currentTarget.value })}
        />
      </label>
      <label class="field-label">
        <span>{words.due}</span>
        <input
          class="field"
          type="date"
          onChange={(event) => {
            const { value } = event.currentTarget
            setMade({ ...made, dueDay: value === '' ? null : value })
          }}
        />
      </label>
      <div class="form-buttons">
        <button type="submit" class="button is-primary" aria-disabled={isEmpty}>
          {words.save}
        </button>
        <button type="button" class="button is-tall" onClick={() => onDone(null)}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}
