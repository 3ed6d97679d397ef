import { limits } from '../../../lib/base/limits.ts'
import { formatCalendarDay } from '../../../lib/i18n/format-date.ts'
import type { PairView } from '../../../lib/model/agenda.ts'
import { dayInZone } from '../../../lib/model/calendar-day.ts'
import { wasHeld } from '../../../lib/model/meeting-stage.ts'
import { spanOfMeeting } from '../../../lib/model/meeting-time.ts'
import { carriesOver, type RelationPeriod } from '../../../lib/model/relation-period.ts'
import { nextDateProposal } from '../../../lib/model/relation-rhythm.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { SyncedText } from '../SyncedText.tsx'
import { usePastWords } from './past-words.ts'

interface OursSectionProps {
  view: PanelView
  period: RelationPeriod
  actions: Pick<PanelActions, 'talk'>
}

/** What the pair says in its own words, and how it differs from the guide. */
export function OursSection({ view, period, actions }: OursSectionProps) {
  const words = usePastWords()
  const { relation } = words.past
  const proposal = nextDateProposal(period, lastHeldDay(view.document), dayInZone(view.nowMs))
  const axisText =
    period.axis === 'deepen'
      ? relation.deepenText
      : period.axis === 'broaden'
        ? relation.broadenText
        : ''
  const readDay = (value: string): string | null => (value === '' ? null : value)
  return (
    <section class="ours" aria-labelledby="ours">
      <h2 id="ours">{relation.ours}</h2>
      <div class="field-label">
        <span aria-hidden="true">{relation.ourPurpose}</span>
        <SyncedText
          rows={1}
          value={period.purpose}
          label={relation.ourPurpose}
          placeholder={relation.ourPurposePlaceholder}
          maxLength={limits.textLength}
          onEdit={(base, text) => actions.talk({ do: 'set-purpose', base, text })}
        />
      </div>
      <div class="day-pair">
        <label class="field-label">
          <span>{relation.started}</span>
          <input
            class="field"
            type="date"
            value={period.startedDay ?? ''}
            onChange={(event) =>
              actions.talk({
                do: 'change-relation',
                words: { startedDay: readDay(event.currentTarget.value) },
              })
            }
          />
        </label>
        <label class="field-label">
          <span>{relation.ends}</span>
          <input
            class="field"
            type="date"
            value={period.endsDay ?? ''}
            onChange={(event) =>
              actions.talk({
                do: 'change-relation',
                words: { endsDay: readDay(event.currentTarget.value) },
              })
            }
          />
        </label>
      </div>
      <label class="field-label">
        <span>{relation.axis}</span>
        <select
          class="field"
          value={period.axis ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget
            const axis = value === 'deepen' || value === 'broaden' ? value : null
            actions.talk({ do: 'change-relation', words: { axis } })
          }}
        >
          <option value="">{relation.axisGuide}</option>
          <option value="deepen">{relation.deepen}</option>
          <option value="broaden">{relation.broaden}</option>
        </select>
      </label>
      <p class="still ours-axis">{axisText}</p>
      <label class="tick">
        <input
          type="checkbox"
          checked={carriesOver(period)}
          onChange={(event) =>
            actions.talk({
              do: 'change-relation',
              words: { isCarrying: event.currentTarget.checked },
            })
          }
        />
        <span>{relation.carries}</span>
      </label>
      {proposal !== null && (
        <p class="next-date">
          <b>{relation.next}</b>{' '}
          {relation.nextText(formatCalendarDay(words.language, proposal.day, view.nowMs))}
          <small>{relation.nextHint}</small>
        </p>
      )}
    </section>
  )
}

/** The day of the latest 1-on-1 the two really had; null before the first. */
function lastHeldDay(document: PairView | null): string | null {
  const days = (document?.meetings ?? [])
    .filter(wasHeld)
    .flatMap((meeting) => spanOfMeeting(meeting)?.day ?? [])
    .sort()
  return days.at(-1) ?? null
}
