import { formatCalendarDay, formatWhen } from '../../lib/i18n/format-date.ts'
import { callPerson } from '../../lib/i18n/person-name.ts'
import type { DialogueMap, MapPartner } from '../../lib/model/dialogue-map.ts'
import { marginHref } from '../popup/popup-props.ts'
import type { MapProps } from './map-props.ts'

/** The people one talks with, by relation: when it was last, when it will be next. */
export function PartnerGroups({
  relations,
  ...props
}: MapProps & { relations: DialogueMap['relations'] }) {
  const { words, messages } = props
  return (
    <section aria-labelledby="partners">
      <h2 id="partners">{words.partners}</h2>
      <div class="map-relations">
        {relations.map(({ relation, partners }) => (
          <section
            key={relation ?? 'none'}
            class="map-relation"
            aria-labelledby={`relation-${relation ?? 'none'}`}
          >
            <h3 id={`relation-${relation ?? 'none'}`}>
              {relation === null ? words.unchosen : messages.words.relations[relation]}
            </h3>
            {relation === null && <p class="remark">{words.unchosenText}</p>}
            <ul>
              {partners.map((one) => (
                <li key={one.pairId}>
                  <PartnerLine {...props} one={one} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}

function PartnerLine({ one, ...props }: MapProps & { one: MapPartner }) {
  const { words, messages, language, nowMs } = props
  const name = callPerson(language, one.partner)
  const last =
    one.lastDay === null
      ? words.notYet
      : words.last(formatCalendarDay(language, one.lastDay, nowMs))
  return (
    <a
      class="map-partner"
      href={marginHref(one.pairId, one.next?.meeting ?? null)}
      target="_blank"
      rel="noreferrer"
    >
      <span class="visually-hidden">{messages.popup.openMargin} </span>
      <b dir="auto">{name}</b>
      <span class="remark">{last}</span>
      <span class={one.next === null ? 'remark' : 'map-next'}>{nextOf(props, one)}</span>
    </a>
  )
}

function nextOf({ words, language, nowMs }: MapProps, { next, isClosed }: MapPartner): string {
  if (next === null) return isClosed ? words.closed : words.noNext
  const when = { startMs: next.startMs, endMs: null, day: next.day, whenText: '' }
  return words.next(formatWhen(language, when, nowMs) ?? next.day)
}
