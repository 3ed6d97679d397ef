import { useState } from 'preact/hooks'
import type { ProviderName } from '../../../lib/model/account.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { addressFor, shareAddressesOf } from '../../../lib/panel/share-addresses.ts'
import { useShareWords } from './use-share-words.ts'

interface ShareChoiceProps {
  view: PanelView
  actions: Pick<PanelActions, 'shareFile'>
  provider: ProviderName
  label: string
  isPrimary: boolean
}

/** Puts the note into one service; of several addresses of the partner the person chooses who is let in. */
export function ShareChoice({ view, actions, provider, label, isPrimary }: ShareChoiceProps) {
  const { messages, share } = useShareWords()
  const [picked, setPicked] = useState<string | null>(null)
  const addresses = shareAddressesOf(view)
  const isOpen = addresses.length > 1
  const email = addresses.find((one) => one.email === picked)?.email ?? null
  const chosen = email ?? addressFor(addresses, provider)?.email
  const isBusy = view.busy.has('share-file')
  return (
    <div class={isOpen ? 'share-choice' : undefined}>
      {isOpen && (
        <label class="field-label">
          <span>{share.home.with(messages.panel.step.provider[provider])}</span>
          <select
            class="field"
            value={chosen}
            onChange={(event) => setPicked(event.currentTarget.value)}
          >
            {addresses.map((one) => (
              <option key={one.email} value={one.email}>
                {one.email}
              </option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        class={isPrimary ? 'button is-primary' : 'button'}
        aria-disabled={isBusy}
        onClick={() => {
          if (!isBusy) actions.shareFile(provider, isOpen ? chosen : undefined)
        }}
      >
        {isBusy ? messages.panel.step.working : label}
      </button>
    </div>
  )
}
