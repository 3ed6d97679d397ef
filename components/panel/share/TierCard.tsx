import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { useShareWords } from './use-share-words.ts'

interface TierCardProps {
  view: PanelView
  actions: Pick<PanelActions, 'connect' | 'openOptions'>
}

/** How far one is connected, and the next step in one honest sentence. Nothing waits for it. */
export function TierCard({ view, actions }: TierCardProps) {
  const { messages, share } = useShareWords()
  const words = share.tier
  const { status, busy } = view
  if (status === null) return null
  const provider = status.provider ?? 'google'
  const name = messages.panel.step.provider[provider]
  const isConnected = status.connection === 'connected' || status.connection === 'expired'
  const isBusy = busy.has('connect')
  return (
    <section class="share" aria-labelledby="tier">
      <h2 id="tier">{words.heading}</h2>
      <p>{isConnected ? words.files(name) : words.device}</p>
      {!isConnected && <p>{provider === 'microsoft' ? words.next : words.nextGoogle}</p>}
      {isConnected && provider === 'microsoft' && view.naming?.hasCalendar === false && (
        <>
          <p>{words.calendar}</p>
          <p>
            <button
              type="button"
              class="button"
              aria-disabled={isBusy}
              onClick={() => {
                if (!isBusy) actions.connect('microsoft', 'calendar')
              }}
            >
              {isBusy ? messages.panel.step.working : words.allowCalendar}
            </button>
          </p>
        </>
      )}
      {!isConnected && (
        <p class="buttons">
          <button
            type="button"
            class="button is-primary"
            aria-disabled={isBusy}
            onClick={() => {
              if (isBusy) return
              // Without a client id there is nothing to connect with: it is entered in the options.
              if (status.connection === 'not-configured') actions.openOptions()
              else actions.connect(provider)
            }}
          >
            {isBusy
              ? messages.panel.step.working
              : status.connection === 'not-configured'
                ? messages.panel.step.configure
                : words.connect(name)}
          </button>
        </p>
      )}
    </section>
  )
}
