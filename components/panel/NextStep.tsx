import { useState } from 'preact/hooks'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { PanelActions } from '../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { CopyLink } from './CopyLink.tsx'
import { useWords } from './words.ts'

interface NextStepProps {
  view: PanelView
  actions: PanelActions
  /** Turns to everything about sharing. */
  onShare: () => void
}

/** The one step that would bring the two people together; nothing when nothing is needed. */
export function NextStep({ view, actions, onShare }: NextStepProps) {
  const { language, messages } = useWords()
  const words = messages.panel.step
  const { status, busy } = view
  if (status === null || status.nextStep === null) return null
  // After the end of the other's access nobody is asked to share again.
  if (status.nextStep === 'create' && view.document?.period.closed != null) return null
  const provider = status.provider ?? 'google'
  const { file } = status
  // A file of the partner's that waits for an account: where it lives is the reason.
  const isVisit = file !== null && !file.isMine
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
  const isConnecting = busy.has('connect')
  const hasAddresses = view.addresses.some((one) => one.kind === 'same')
  const steps = {
    configure: {
      title: words.configureTitle(words.provider[provider]),
      text: isVisit ? words.visitText[provider] : words.configureText,
      action: button(words.configure, false, actions.openOptions),
    },
    connect: {
      title: isVisit ? words.visitTitle[provider] : words.connectTitle,
      text: isVisit ? words.visitText[provider] : words.connectText[provider],
      action: button(words.connect, isConnecting, () => actions.connect(provider)),
    },
    reconnect: {
      title: words.reconnectTitle(words.provider[provider]),
      text: words.reconnectText,
      action: button(words.reconnect, isConnecting, () => actions.connect(provider)),
    },
    'tell-address': {
      title: words.tellTitle,
      text: words.tellText,
      action: button(words.tell, false, onShare),
    },
    create: {
      title: words.createTitle(callPerson(language, view.partner)),
      text: words.createText[provider],
      action: button(words.create, busy.has('share-file'), () =>
        // Of several addresses the person chooses one, there.
        hasAddresses ? onShare() : actions.shareFile(provider),
      ),
    },
    pick: {
      title: words.pickTitle,
      text: words.pickText[provider],
      action: button(words.pick, busy.has('pick'), () =>
        actions.pickFile(file?.id ?? null, file?.provider),
      ),
    },
    consent: {
      title: words.consentTitle,
      text: words.consentText,
      action: button(words.consent, isConnecting, () =>
        actions.connect('microsoft', 'partner-files'),
      ),
    },
    'send-link': {
      title: words.sendTitle,
      text: words.sendText,
      action: <CopyLink url={file?.url ?? ''} />,
    },
  }
  const step = steps[status.nextStep]
  const mayPaste = ['pick', 'create', 'connect'].includes(status.nextStep)
  return (
    <section class="next-step" aria-labelledby="next-step">
      <h2 id="next-step">{step.title}</h2>
      <p>{step.text}</p>
      <div class="buttons">
        {step.action}
        {(provider === 'microsoft' || view.naming !== null) &&
          status.nextStep !== 'tell-address' && (
            <button type="button" class="button is-quiet" onClick={onShare}>
              {words.more}
            </button>
          )}
      </div>
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
