import { formatCalendarDay } from '../../../lib/i18n/format-date.ts'
import { dayInZone } from '../../../lib/model/calendar-day.ts'
import type { RelationPeriod } from '../../../lib/model/relation-period.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { nameOf } from '../talk/talk-words.ts'
import { Keepsake } from './Keepsake.tsx'
import { usePastWords } from './past-words.ts'

interface EarlierPeriodsProps {
  view: PanelView
  periods: readonly RelationPeriod[]
}

/** Earlier times of the same two, with the words they closed with. */
export function EarlierPeriods({ view, periods }: EarlierPeriodsProps) {
  const words = usePastWords()
  const { past, messages, language } = words
  const closed = periods.filter((period) => period.closed !== null)
  if (closed.length === 0) return null
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{past.closing.earlier}</h2>
      {closed.toReversed().map((period) => (
        <div class="farewell" key={period.id}>
          <small>
            {[
              period.kind === null ? '' : messages.words.relations[period.kind],
              period.closed === null
                ? ''
                : formatCalendarDay(language, dayInZone(period.closed.atMs), view.nowMs),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </small>
          {period.purpose !== '' && <p dir="auto">{period.purpose}</p>}
          {period.farewells.map(({ member, thanks, takeaway }) => (
            <p key={member} dir="auto">
              <small>{nameOf(words, view, member)}</small> {thanks} {takeaway}
            </p>
          ))}
          <Keepsake view={view} period={period} />
        </div>
      ))}
    </section>
  )
}
