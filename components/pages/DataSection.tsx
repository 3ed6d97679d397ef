import { useRef, useState } from 'preact/hooks'
import { Notice, type Outcome } from './Notice.tsx'
import type { OptionsProps } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'

/** Take everything along, bring it back, erase it. */
export function DataSection({ messages, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  const words = messages.pages.options.data
  const picker = useRef<HTMLInputElement>(null)
  const importFile = async (file: File): Promise<Outcome> => {
    const { refusal, pairs } = await intents.importAll(file)
    return refusal === null ? { done: words.imported(pairs) } : { failed: refusal }
  }
  const pickFile = (input: HTMLInputElement) => {
    const file = input.files?.[0]
    // Emptied, so that choosing the same file again is a change again.
    if (file !== undefined) run(() => importFile(file).finally(() => (input.value = '')))
  }
  return (
    <section aria-labelledby="data">
      <h2 id="data">{words.heading}</h2>
      <ul class="rows">
        <ExportRow
          id="export-text"
          text={words.exportText}
          label={words.export}
          isBusy={isBusy}
          onPress={() => run(() => intents.exportAll().then(() => ({ done: words.exported })))}
        />
        <ExportRow
          id="export-markdown-text"
          text={words.exportMarkdownText}
          label={words.exportMarkdown}
          isBusy={isBusy}
          onPress={() => run(() => intents.exportMarkdown().then(() => ({ done: words.exported })))}
        />
        <li class="row-between">
          <span id="import-text">{words.importText}</span>
          <button
            type="button"
            class="button"
            aria-describedby="import-text"
            aria-disabled={isBusy}
            onClick={() => picker.current?.click()}
          >
            {words.import}
          </button>
          <input
            ref={picker}
            type="file"
            accept="application/json,.json"
            aria-label={words.importChoose}
            hidden
            onChange={(event) => pickFile(event.currentTarget)}
          />
        </li>
        <EraseRow
          messages={messages}
          isBusy={isBusy}
          onErase={() =>
            run(async () => {
              const refusal = await intents.erase()
              return refusal === null ? { done: words.erased } : { failed: refusal }
            })
          }
        />
      </ul>
      <Notice outcome={outcome} messages={messages} />
    </section>
  )
}

interface ExportRowProps {
  id: string
  text: string
  label: string
  isBusy: boolean
  onPress: () => void
}

function ExportRow({ id, text, label, isBusy, onPress }: ExportRowProps) {
  return (
    <li class="row-between">
      <span id={id}>{text}</span>
      <button
        type="button"
        class="button"
        aria-describedby={id}
        aria-disabled={isBusy}
        onClick={onPress}
      >
        {label}
      </button>
    </li>
  )
}

interface EraseRowProps extends Pick<OptionsProps, 'messages'> {
  isBusy: boolean
  onErase: () => void
}

/** Erasing takes two presses on different buttons; the second one says what it does. */
function EraseRow({ messages, isBusy, onErase }: EraseRowProps) {
  const [isAsking, setAsking] = useState(false)
  const cancel = useRef<HTMLButtonElement>(null)
  const erase = useRef<HTMLButtonElement>(null)
  const { common, options } = messages.pages
  const words = options.data
  /** The pressed button goes away: after the paint, the focus is on the one that took its place. */
  const ask = (isAsked: boolean) => {
    setAsking(isAsked)
    requestAnimationFrame(() => (isAsked ? cancel : erase).current?.focus())
  }
  if (!isAsking) {
    return (
      <li class="row-between">
        <span id="erase-text">{words.eraseText}</span>
        <button
          type="button"
          class="button button-danger"
          ref={erase}
          aria-describedby="erase-text"
          aria-disabled={isBusy}
          onClick={() => ask(true)}
        >
          {words.erase}
        </button>
      </li>
    )
  }
  return (
    <li class="row-between">
      <b id="erase-sure">{words.eraseSure}</b>
      <span class="row">
        <button
          type="button"
          class="button"
          ref={cancel}
          aria-describedby="erase-sure"
          onClick={() => ask(false)}
        >
          {common.cancel}
        </button>
        <button
          type="button"
          class="button button-danger"
          aria-describedby="erase-sure"
          onClick={() => {
            ask(false)
            onErase()
          }}
        >
          {words.eraseConfirm}
        </button>
      </span>
    </li>
  )
}
