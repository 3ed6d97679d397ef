import { formatCalendarDay } from '../../lib/i18n/format-date.ts'
import type { DialogueMap, HeatCell } from '../../lib/model/dialogue-map.ts'
import type { TopicKind } from '../../lib/model/topics.ts'
import type { MapProps } from './map-props.ts'

const levelNames = { 0: 'none', 1: 'little', 2: 'sometimes', 3: 'often' } as const

/**
 * Topics by relation, as a table that reads aloud as it looks: each field says in a word how much, the number
 * stands beside it, and the colour only repeats them.
 */
export function HeatTable({ map, ...props }: MapProps & { map: DialogueMap }) {
  const { words, messages, language, nowMs } = props
  const { relations } = messages.words
  const nameOf = (kind: TopicKind): string =>
    kind === 'custom' ? words.otherTopics : messages.words.topics[kind]
  const columns = map.rows[0]?.cells.map(({ relation }) => relation) ?? []
  const isEmpty = map.rows.every(({ cells }) => cells.every(({ count }) => count === 0))
  return (
    <section aria-labelledby="topics">
      <h2 id="topics">{words.topics}</h2>
      <p class="remark">{words.topicsText}</p>
      {isEmpty ? (
        <p class="map-no-topics">{words.noTopics}</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys. */}
          <section class="map-scroll" tabIndex={0} aria-labelledby="heat">
            <table class="heat">
              <caption id="heat">
                {words.caption(formatCalendarDay(language, map.fromDay, nowMs))}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{words.topicHead}</th>
                  {columns.map((relation) => (
                    <th key={relation ?? 'none'} scope="col">
                      {relation === null ? words.unchosenHead : relations[relation]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {map.rows.map(({ kind, cells }) => (
                  <tr key={kind}>
                    <th scope="row">{nameOf(kind)}</th>
                    {cells.map((cell) => (
                      <Cell key={cell.relation ?? 'none'} {...props} cell={cell} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p class="remark">{words.levelsText}</p>
        </>
      )}
    </section>
  )
}

function Cell({ words, cell }: MapProps & { cell: HeatCell }) {
  const { level, count } = cell
  return (
    <td class={`heat-${level}`}>
      <span class="heat-word">{words.levels[levelNames[level]]}</span>
      {count > 0 && <small>{count}</small>}
    </td>
  )
}
