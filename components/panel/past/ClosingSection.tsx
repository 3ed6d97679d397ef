import { useState } from 'preact/hooks'
import { limits } from '../../../lib/base/limits.ts'
import { dayInZone } from '../../../lib/model/calendar-day.ts'
import { menteesOf, type RelationPeriod } from '../../../lib/model/relation-period.ts'
import { isClosingDue } from '../../../lib/model/relation-rhythm.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { SyncedText } from '../SyncedText.tsx'
import { nameOf } from '../talk/talk-words.ts'
import { AccessEnd } from './AccessEnd.tsx'
import { Keepsake } from './Keepsake.tsx'
import { usePastWords } from './past-words.ts'

interface ClosingSectionProps {
  view: PanelView
  period: RelationPeriod
  actions: PanelActions
}

/** A good end: thanks, something to take along, a keepsake, and the end of the other's access. */
export function ClosingSection({ view, period, actions }: ClosingSectionProps) {
  const words = usePastWords()
  const { closing } = words.past
  const isClosed = period.closed !== null
  const isDue = isClosingDue(period, dayInZone(view.nowMs))
  const hasBegun = period.farewells.length + period.keepsakes.length > 0
  const [isWanted, setWanted] = useState(false)
  const { self, partner } = view
  if (self === null || partner === null) return null
  if (!isClosed && !isWanted && !isDue && !hasBegun) {
    return (
      <section aria-labelledby="closing">
        <h2 id="closing">{closing.title}</h2>
        <p class="still">{closing.text}</p>
        <button type="button" class="button add" onClick={() => setWanted(true)}>
          {closing.begin}
        </button>
      </section>
    )
  }
  const mine = period.farewells.find(({ member }) => member === self.id)
  const theirs = period.farewells.find(({ member }) => member === partner.id)
  const mentees = menteesOf(period, [self.id, partner.id])
  const field = (name: 'thanks' | 'takeaway', label: string, placeholder: string) => (
    <div class="field-label">
      <span aria-hidden="true">{label}</span>
      <SyncedText
        rows={1}
        value={mine?.[name] ?? ''}
        label={label}
        placeholder={placeholder}
        maxLength={limits.textLength}
        onEdit={(base, text) =>
          actions.talk({ do: 'set-farewell', member: self.id, field: name, base, text })
        }
      />
    </div>
  )
  return (
    <section class="closing" aria-labelledby="closing">
      <h2 id="closing">{isClosed ? closing.closed : closing.title}</h2>
      <p class="still">{isClosed ? closing.closedText : isDue ? closing.due : closing.text}</p>
      {theirs !== undefined && (
        <div class="farewell">
          <small>{closing.theirs(nameOf(words, view, partner.id))}</small>
          {[theirs.thanks, theirs.takeaway]
            .filter((text) => text !== '')
            .map((text) => (
              <p key={text} dir="auto">
                {text}
              </p>
            ))}
        </div>
      )}
      {field('thanks', closing.thanks, closing.thanksPlaceholder)}
      {field('takeaway', closing.takeaway, closing.takeawayPlaceholder)}
      {mentees.includes(partner.id) && (
        <div class="field-label">
          <span aria-hidden="true">{closing.keepsakeFor(nameOf(words, view, partner.id))}</span>
          <SyncedText
            rows={3}
            value={period.keepsakes.find(({ member }) => member === partner.id)?.text ?? ''}
            label={closing.keepsakeFor(nameOf(words, view, partner.id))}
            placeholder={closing.keepsakePlaceholder}
            maxLength={limits.textLength}
            onEdit={(base, text) =>
              actions.talk({
                do: 'set-farewell',
                member: partner.id,
                field: 'keepsake',
                base,
                text,
              })
            }
          />
        </div>
      )}
      <Keepsake view={view} period={period} />
      {isClosed && <AccessEnd view={view} actions={actions} />}
      <div class="form-buttons">
        {/* One button in one place that turns round: the focus stays where it was pressed. */}
        <button
          type="button"
          class={isClosed ? 'button is-tall' : 'button is-primary'}
          onClick={() => actions.talk({ do: isClosed ? 'reopen-relation' : 'close-relation' })}
        >
          {isClosed ? closing.reopen : closing.close}
        </button>
        {isClosed && (
          <button
            type="button"
            class="button is-tall"
            onClick={() => actions.talk({ do: 'begin-relation', kind: null })}
          >
            {closing.again}
          </button>
        )}
      </div>
    </section>
  )
}
