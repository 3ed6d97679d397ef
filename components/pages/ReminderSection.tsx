import { useCallback, useState } from 'preact/hooks'
import { type ReminderMinutes, reminderChoices } from '../../lib/model/reminder.ts'
import { Notice, type Outcome } from './Notice.tsx'
import type { OptionsProps } from './options-intents.ts'
import { useOutcome } from './use-outcome.ts'
import { useSettings } from './use-settings.ts'

/** The one reminder before a 1-on-1, the browser's permission it needs, and the number on the button. */
export function ReminderSection({ messages, state, intents }: OptionsProps) {
  const { outcome, isBusy, run } = useOutcome()
  /** Shown as chosen until the background has answered with what is in force. */
  const [pressed, setPressed] = useState<ReminderMinutes | null>(null)
  const load = useCallback(() => intents.canNotify(), [intents])
  const { loaded, reload } = useSettings(load)
  const isAllowed = loaded === null || !('value' in loaded) || loaded.value
  const words = messages.popup.options
  const chosen = pressed ?? state.reminderMinutes

  const allow = async (): Promise<Outcome> => {
    const isGranted = await intents.allowNotifications()
    await reload()
    return { done: isGranted ? words.allowed : words.refused }
  }
  const choose = async (minutes: ReminderMinutes): Promise<Outcome> => {
    setPressed(minutes)
    // First thing in the press: a browser asks its question only then.
    const answer = minutes > 0 && !isAllowed ? await allow() : { done: words.saved }
    const refusal = await intents.setReminder(minutes).finally(() => setPressed(null))
    return refusal === null ? answer : { failed: refusal }
  }
  const show = async (isShown: boolean): Promise<Outcome> => {
    const refusal = await intents.setBadge(isShown)
    return refusal === null ? { done: words.saved } : { failed: refusal }
  }
  return (
    <section aria-labelledby="reminder">
      <h2 id="reminder">{words.heading}</h2>
      <fieldset class="choice" aria-describedby="reminder-text">
        <legend>{words.remind}</legend>
        <div class="chips">
          {reminderChoices.map((minutes) => (
            <label class="chip" key={minutes}>
              <input
                type="radio"
                name="reminder"
                value={minutes}
                checked={chosen === minutes}
                aria-disabled={isBusy}
                onChange={() => run(() => choose(minutes))}
              />
              <span>{words.minutes(minutes)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="remark" id="reminder-text">
        {words.remindText}
      </p>
      {chosen > 0 && !isAllowed && (
        <p class="row-between">
          <span id="not-allowed">{words.notAllowed}</span>
          <button
            type="button"
            class="button"
            aria-describedby="not-allowed"
            aria-disabled={isBusy}
            onClick={() => run(allow)}
          >
            {words.allow}
          </button>
        </p>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={state.isBadgeShown}
          aria-disabled={isBusy}
          onChange={(event) => {
            const isShown = event.currentTarget.checked
            run(() => show(isShown))
          }}
        />
        <span>{words.badge}</span>
      </label>
      <Notice outcome={outcome} messages={messages} />
    </section>
  )
}
