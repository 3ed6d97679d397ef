import { formatCalendarDay } from '../../../lib/i18n/format-date.ts'
import { titleIn } from '../../../lib/model/guide-themes.ts'
import { excerptOf } from '../../../lib/model/search/excerpt.ts'
import type { SearchHit, SearchResults } from '../../../lib/model/search/search-index.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { nameOf } from '../talk/talk-words.ts'
import { Marked } from './Marked.tsx'
import { usePastWords } from './past-words.ts'

interface HitListProps {
  view: PanelView
  results: SearchResults
  onClear: () => void
}

/** What was found, with the words marked. */
export function HitList({ view, results, onClear }: HitListProps) {
  const { past } = usePastWords()
  const { timeline } = past
  return (
    <section aria-labelledby="hits">
      <h2 id="hits">{results.total === 0 ? timeline.none : timeline.found(results.total)}</h2>
      {results.total === 0 && <p class="still">{timeline.noneText}</p>}
      <ol class="hits">
        {results.hits.map((hit) => (
          <HitItem
            key={`${hit.entry.pairId} ${hit.entry.kind} ${hit.entry.id}`}
            hit={hit}
            view={view}
          />
        ))}
      </ol>
      {results.hits.length < results.total && <p class="still">{timeline.more}</p>}
      {view.lane !== null && (
        <p class="still">{view.lane.isHidden ? timeline.privateHidden : timeline.private}</p>
      )}
      <button type="button" class="button add" onClick={onClear}>
        {timeline.clear}
      </button>
    </section>
  )
}

function HitItem({ hit, view }: { hit: SearchHit; view: PanelView }) {
  const words = usePastWords()
  const { timeline } = words.past
  const { entry } = hit
  const excerpt = excerptOf(entry.text, hit.textRanges, 140)
  const kindTitle =
    entry.topicKind === null || entry.topicKind === 'custom'
      ? ''
      : words.messages.words.topics[entry.topicKind]
  const title = titleIn(words.language, entry.title)
  const day = entry.day === null ? null : formatCalendarDay(words.language, entry.day, view.nowMs)
  const about = [
    timeline.kind[entry.kind],
    day ?? '',
    entry.owner === null ? '' : nameOf(words, view, entry.owner),
  ].filter((part) => part !== '')
  return (
    <li class={entry.kind === 'private' ? 'hit is-private' : 'hit'}>
      <p class="hit-about">
        {entry.kind === 'private' && <Icon name="lock" />}
        {about.join(' · ')}
      </p>
      {(entry.title !== '' || kindTitle !== '') && (
        <h3 dir="auto">
          {title === '' ? (
            kindTitle
          ) : (
            // What was found is in the words of the other language: there is nothing to mark in these.
            <Marked text={title} ranges={title === entry.title ? hit.titleRanges : []} />
          )}
        </h3>
      )}
      {excerpt.text.trim() !== '' && (
        <p class="hit-text" dir="auto">
          {excerpt.isCutBefore && '…'}
          <Marked text={excerpt.text} ranges={excerpt.ranges} />
          {excerpt.isCutAfter && '…'}
        </p>
      )}
    </li>
  )
}
