import { useEffect, useState } from 'preact/hooks'
import type { ErrorCode } from '../../lib/base/app-error.ts'
import type { Messages } from '../../lib/i18n/messages.ts'
import { Notice } from './Notice.tsx'
import { useOutcome } from './use-outcome.ts'

interface IdFormProps {
  /** The id of the field in the page. */
  fieldId: string
  label: string
  /** What is set now; empty for nothing. */
  value: string
  /** Shown, not changed. */
  isFixed: boolean
  /** Words below the field; null for none. */
  remark: string | null
  /** Said where what was typed has another shape than the ids of this provider. */
  oddWords: string
  idPattern: RegExp
  save: (id: string) => Promise<ErrorCode | null>
  messages: Messages
}

/** The id under which the extension is registered with a provider. What has another shape is questioned, not sent. */
export function IdForm(props: IdFormProps) {
  const { fieldId, value, isFixed, remark, messages } = props
  const { outcome, isBusy, run } = useOutcome()
  const [typed, setTyped] = useState(value)
  const [isOdd, setOdd] = useState(false)
  useEffect(() => setTyped(value), [value])
  const submit = (event: Event) => {
    event.preventDefault()
    const id = typed.trim()
    const isPlausible = id === '' || props.idPattern.test(id)
    setOdd(!isPlausible)
    if (!isPlausible) return
    run(async () => {
      const refusal = await props.save(id)
      const done = messages.pages.options.google.clientIdSaved
      return refusal === null ? { done } : { failed: refusal }
    })
  }
  return (
    <form class="field" onSubmit={submit}>
      <label for={fieldId}>{props.label}</label>
      <div class="row">
        <input
          id={fieldId}
          class="input grow"
          value={typed}
          readOnly={isFixed}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          aria-describedby={remark === null ? undefined : `${fieldId}-hint`}
          aria-invalid={isOdd}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {!isFixed && (
          <button type="submit" class="button" aria-disabled={isBusy}>
            {messages.pages.common.save}
          </button>
        )}
      </div>
      {remark !== null && (
        <p class="remark" id={`${fieldId}-hint`}>
          {remark}
        </p>
      )}
      <div role="alert">{isOdd && <p class="notice notice-failed">{props.oddWords}</p>}</div>
      <Notice outcome={outcome} messages={messages} />
    </form>
  )
}
