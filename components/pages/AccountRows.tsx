import { useRef, useState } from 'preact/hooks'
import type { ListedAccount, OptionsProps } from './options-intents.ts'

interface AccountRowsProps extends Pick<OptionsProps, 'messages'> {
  accounts: readonly ListedAccount[]
  isBusy: boolean
  onSignOut: (account: ListedAccount) => void
  onForget: (account: ListedAccount) => void
}

/** The accounts of one provider: signing out, and forgetting what was seen under one. Neither touches a note. */
export function AccountRows({ accounts, ...rest }: AccountRowsProps) {
  if (accounts.length === 0) return null
  return (
    <ul class="rows">
      {accounts.map((account) => (
        <AccountRow key={account.email} account={account} {...rest} />
      ))}
    </ul>
  )
}

interface AccountRowProps extends Omit<AccountRowsProps, 'accounts'> {
  account: ListedAccount
}

/** Forgetting takes two presses on different buttons; the second one says what it does. */
function AccountRow({ account, messages, isBusy, onSignOut, onForget }: AccountRowProps) {
  const [isAsking, setAsking] = useState(false)
  const cancel = useRef<HTMLButtonElement>(null)
  const forget = useRef<HTMLButtonElement>(null)
  const { common, options } = messages.pages
  const words = options.google
  const { provider, email, isConnected } = account
  /** The pressed button goes away: after the paint, the focus is on the one that took its place. */
  const ask = (isAsked: boolean) => {
    setAsking(isAsked)
    requestAnimationFrame(() => (isAsked ? cancel : forget).current?.focus())
  }
  if (isAsking) {
    return (
      <li class="row-between">
        <b>{words.forgetSure(email)}</b>
        <span class="row">
          <button type="button" class="button" ref={cancel} onClick={() => ask(false)}>
            {common.cancel}
          </button>
          <button
            type="button"
            class="button button-danger"
            onClick={() => {
              ask(false)
              onForget(account)
            }}
          >
            {words.forgetConfirm}
          </button>
        </span>
      </li>
    )
  }
  return (
    <li class="row-between">
      <span>
        <b class="email">{email}</b>{' '}
        <small>{isConnected ? words.provider[provider] : words.signedOut}</small>
      </span>
      <span class="row">
        {isConnected && (
          <button
            type="button"
            class="button"
            aria-label={words.disconnectNamed(email)}
            aria-disabled={isBusy}
            onClick={() => onSignOut(account)}
          >
            {words.disconnect}
          </button>
        )}
        <button
          type="button"
          class="button"
          ref={forget}
          aria-label={words.forgetNamed(email)}
          aria-disabled={isBusy}
          onClick={() => ask(true)}
        >
          {words.forget}
        </button>
      </span>
    </li>
  )
}
