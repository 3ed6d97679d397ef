import { useState } from 'preact/hooks'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { CopyLink } from './CopyLink.tsx'
import { useWords } from './words.ts'

interface NextStepProps {
  view: PanelView
  actions: PanelActions
}

/** The one step that would bring the two people together; nothing when nothing is needed. */
export function NextStep({ view, actions }: NextStepProps) {
  const { language, messages } = useWords()
  const words = messages.panel.step
  const { status, busy } = view
  if (status === null || status.nextStep === null) return null
  // After the end of the other's access nobody is asked to share again.
  if (status.nextStep === 'create' && view.document?.period.closed != null) return null
  const button = (label: string, isBusy: boolean, run: () => void) => (
    <button
      type="button"
      class="button is-primary"
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) run()
      }}
    >
      {isBusy ? words.working : label}
    </button>
  )
  const steps = {
    configure: {
      title: words.configureTitle,
      text: words.configureText,
      action: button(words.configure, false, actions.openOptions),
    },
    connect: {
      title: words.connectTitle,
      text: words.connectText,
      action: button(words.connect, busy.has('connect'), actions.connect),
    },
    reconnect: {
      title: words.reconnectTitle,
      text: words.reconnectText,
      action: button(words.reconnect, busy.has('connect'), actions.connect),
    },
    create: {
      title: words.createTitle(callPerson(language, view.partner)),
      text: words.createText,
      action: button(words.create, busy.has('share-file'), actions.shareFile),
    },
    pick: {
      title: words.pickTitle,
      text: words.pickText,
      action: button(words.pick, busy.has('pick'), () => actions.pickFile(status.file?.id ?? null)),
    },
    'send-link': {
      title: words.sendTitle,
      text: words.sendText,
      action: <CopyLink url={status.file?.url ?? ''} />,
    },
  }
  const step = steps[status.nextStep]
  const mayPaste = status.nextStep === 'pick' || status.nextStep === 'create'
  return (
    <section class="next-step" aria-labelledby="next-step">
      <h2 id="next-step">{step.title}</h2>
      <p>{step.text}</p>
      {step.action}
      {mayPaste && <PasteLink isBusy={busy.has('paste-link')} onPaste={actions.pasteLink} />}
    </section>
  )
}

function PasteLink({ isBusy, onPaste }: { isBusy: boolean; onPaste: (link: string) => void }) {
  const { messages } = useWords()
  const words = messages.panel.step
  const [link, setLink] = useState('')
  return (
    <details class="paste-link">
      <summary>{words.pickOther}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (link.trim() !== '' && !isBusy) onPaste(link)
        }}
      >
        <input
          class="field"
          type="text"
          inputMode="url"
          autocomplete="off"
          aria-label={words.pasteLabel}
          placeholder="https://"
          maxLength={2000}
          onInput={(event) => setLink(event.currentTarget.value)}
        />
        <button type="submit" class="button" aria-disabled={isBusy || link.trim() === ''}>
          {isBusy ? words.working : words.paste}
        </button>
      </form>
    </details>
  )
}
