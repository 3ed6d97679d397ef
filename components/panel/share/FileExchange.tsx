import { useRef, useState } from 'preact/hooks'
import { limits } from '../../../lib/base/limits.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { useShareWords } from './use-share-words.ts'

interface FileExchangeProps {
  view: PanelView
  actions: Pick<PanelActions, 'exportFile' | 'importFile'>
}

/** The note as a file, for mail or chat, where the two cannot use one service together. */
export function FileExchange({ view, actions }: FileExchangeProps) {
  const { share } = useShareWords()
  const words = share.exchange
  const picker = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isNameless = view.self?.email == null || view.partner?.email == null
  const run = (work: () => Promise<string>) => {
    if (isBusy) return
    setBusy(true)
    setSaid('')
    work().then(
      (text) => {
        setSaid(text)
        setBusy(false)
      },
      () => setBusy(false),
    )
  }
  const save = async (): Promise<string> => {
    const bytes = await actions.exportFile()
    if (bytes === null) return ''
    download(bytes)
    return words.exported
  }
  const take = async (file: File): Promise<string> => {
    if (file.size > limits.fileSizeBytes) return words.tooLarge
    const bytes = new Uint8Array(await file.arrayBuffer())
    return (await actions.importFile(bytes)) ? words.imported : ''
  }
  return (
    <section class="share" aria-labelledby="exchange">
      <h2 id="exchange">{words.heading}</h2>
      <p>{words.text}</p>
      {isNameless ? (
        <p>{words.needsAddresses}</p>
      ) : (
        <p class="buttons">
          <button type="button" class="button" aria-disabled={isBusy} onClick={() => run(save)}>
            {words.export}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={isBusy}
            onClick={() => picker.current?.click()}
          >
            {words.import}
          </button>
          <input
            ref={picker}
            type="file"
            accept=".md,text/markdown"
            aria-label={words.choose}
            hidden
            onChange={(event) => {
              const input = event.currentTarget
              const file = input.files?.[0]
              // Emptied, so that choosing the same file again is a change again.
              if (file !== undefined) run(() => take(file).finally(() => (input.value = '')))
            }}
          />
        </p>
      )}
      <p role="status">{said}</p>
    </section>
  )
}

/** Hands the person the bytes, the way a link with `download` does; the name says nothing about who. */
function download(bytes: Uint8Array): void {
  const link = document.createElement('a')
  // Not revoked: a browser may read it after this call, and it goes with the page anyway.
  link.href = URL.createObjectURL(new Blob([bytes.slice()], { type: 'text/markdown' }))
  link.download = '1-on-1.md'
  link.click()
}
