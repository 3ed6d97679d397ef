import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { callPerson } from '../../../lib/i18n/person-name.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { useShareWords } from './use-share-words.ts'

interface PeopleFormProps {
  view: PanelView
  actions: Pick<PanelActions, 'tellAddresses' | 'chooseOther'>
}

/** Addresses of the two where the page shows names alone, and that a name is somebody else. */
export function PeopleForm({ view, actions }: PeopleFormProps) {
  const { language, share, messages } = useShareWords()
  const words = share.people
  const { self, partner, naming } = view
  const [partnerEmail, setPartner] = useState(partner?.email ?? '')
  const [selfEmail, setSelf] = useState(self?.email ?? naming?.ownEmails[0] ?? '')
  const [isOdd, setOdd] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const pair = useRef(view.pairId)
  // Saved addresses lead to the true pair: the form stays, so that neither focus nor the word about it is lost.
  useLayoutEffect(() => {
    if (pair.current === view.pairId) return
    pair.current = view.pairId
    setPartner(partner?.email ?? '')
    setSelf(self?.email ?? naming?.ownEmails[0] ?? '')
  }, [view.pairId, partner, self, naming])
  const isBusy = view.busy.has('tell-addresses')
  const isShared = view.status?.file != null
  const submit = (event: Event) => {
    event.preventDefault()
    const addresses = [partnerEmail.trim(), selfEmail.trim()]
    const isFit = addresses.every((one) => one === '' || /^[^\s@]+@[^\s@]+$/.test(one))
    setOdd(!isFit)
    setSaved(false)
    if (!isFit || isBusy) return
    const [told = '', own = ''] = addresses
    actions
      .tellAddresses({
        partner: told === '' ? null : told,
        self: own === '' ? null : own,
      })
      .then(setSaved, () => setSaved(false))
  }
  return (
    <section class="share" aria-labelledby="people-form">
      <h2 id="people-form">{words.heading}</h2>
      <p>{words.text}</p>
      <form class="address-form" onSubmit={submit}>
        <label>
          {words.partner}
          <input
            class="field"
            type="email"
            autocomplete="off"
            maxLength={320}
            value={partnerEmail}
            readOnly={isShared}
            onInput={(event) => {
              setPartner(event.currentTarget.value)
              setSaved(false)
            }}
          />
        </label>
        <label>
          {words.self}
          <input
            class="field"
            type="email"
            autocomplete="email"
            maxLength={320}
            list="own-addresses"
            value={selfEmail}
            readOnly={isShared}
            onInput={(event) => {
              setSelf(event.currentTarget.value)
              setSaved(false)
            }}
          />
        </label>
        <datalist id="own-addresses">
          {(naming?.ownEmails ?? []).map((email) => (
            <option key={email} value={email} />
          ))}
        </datalist>
        <div role="alert">{isOdd && <p>{words.odd}</p>}</div>
        {!isShared && (
          <button type="submit" class="button is-primary" aria-disabled={isBusy}>
            {isBusy ? messages.panel.step.working : words.save}
          </button>
        )}
        <p class="saved" role="status">
          {isSaved && (
            <>
              <Icon name="check" />
              {words.saved}
            </>
          )}
        </p>
      </form>
      {naming?.isByName === true && (
        <>
          <p>{words.otherText(callPerson(language, partner))}</p>
          <p>
            <button
              type="button"
              class="button"
              onClick={() => {
                setSaved(false)
                actions.chooseOther()
              }}
            >
              {words.other}
            </button>
          </p>
        </>
      )}
    </section>
  )
}
