import { useEffect, useRef, useState } from 'preact/hooks'
import type { Messages } from '../../lib/i18n/messages.ts'
import { Demo } from './Demo.tsx'
import { Facts } from './Facts.tsx'
import { Failure } from './Failure.tsx'
import { Lanes } from './Lanes.tsx'
import { Mark } from './Mark.tsx'
import { Notice } from './Notice.tsx'
import { useOutcome } from './use-outcome.ts'
import type { Loaded } from './use-settings.ts'

interface WelcomePageProps {
  messages: Messages
  /** While it is not known, neither the question nor the next steps are shown. */
  consent: Loaded<{ hasConsented: boolean }>
  /** Records the consent; rejects when it could not be kept. */
  onConsent: () => Promise<void>
  onTryAgain: () => Promise<void>
}

/** First run: what is read, where it lives, who can see it, and the one press before anything is read. */
export function WelcomePage({ messages, consent, onConsent, onTryAgain }: WelcomePageProps) {
  const hasConsented = consent !== null && 'value' in consent ? consent.value.hasConsented : null
  const [hasStartedHere, setStartedHere] = useState(false)
  const { welcome } = messages.pages
  const start = async () => {
    setStartedHere(true)
    await onConsent()
  }
  return (
    <main class="page">
      <header class="page-header">
        <Mark sizePx={48} />
        <h1>{welcome.title}</h1>
        <p class="lead">{welcome.lead}</p>
      </header>
      {hasConsented === true && <NextSteps messages={messages} shouldTakeFocus={hasStartedHere} />}
      <section aria-labelledby="demo">
        <h2 id="demo">{welcome.demoHeading}</h2>
        <p class="remark">{welcome.demoNote}</p>
        <Demo messages={messages} />
      </section>
      <section aria-labelledby="lanes">
        <h2 id="lanes">{welcome.lanesHeading}</h2>
        <Lanes messages={messages} />
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts">{welcome.factsHeading}</h2>
        <Facts messages={messages} />
      </section>
      {consent !== null && 'failed' in consent && (
        <Failure failed={consent.failed} messages={messages} onTryAgain={onTryAgain} />
      )}
      {hasConsented === false && <Consent messages={messages} onConsent={start} />}
    </main>
  )
}

function Consent({ messages, onConsent }: Pick<WelcomePageProps, 'messages' | 'onConsent'>) {
  const { outcome, isBusy, run } = useOutcome()
  const { welcome } = messages.pages
  const start = async () => {
    await onConsent()
    return null
  }
  return (
    <section class="consent" aria-label={welcome.start}>
      <p id="consent">{welcome.consent}</p>
      <button
        type="button"
        class="button button-primary button-large"
        aria-describedby="consent"
        aria-disabled={isBusy}
        onClick={() => run(start)}
      >
        {welcome.start}
      </button>
      <Notice outcome={outcome} messages={messages} />
      <p class="remark">{welcome.later}</p>
    </section>
  )
}

interface NextStepsProps {
  messages: Messages
  /** True when it replaces a button just pressed: the keyboard must not be left nowhere. */
  shouldTakeFocus: boolean
}

function NextSteps({ messages, shouldTakeFocus }: NextStepsProps) {
  const { common, welcome } = messages.pages
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (shouldTakeFocus) heading.current?.focus()
  }, [shouldTakeFocus])
  return (
    <section class="next" aria-labelledby="next">
      <h2 id="next" tabIndex={-1} ref={heading}>
        {welcome.doneHeading}
      </h2>
      <ol>
        {welcome.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p class="row">
        <a class="button button-primary" href="https://calendar.google.com/">
          {common.openCalendar}
        </a>
        <a class="button" href="https://outlook.office.com/calendar/">
          {common.openOutlook}
        </a>
      </p>
      <h3>{welcome.connectHeading}</h3>
      <p>{welcome.connectText}</p>
      <p>
        <a class="button" href="/options.html">
          {common.openOptions}
        </a>
      </p>
    </section>
  )
}
