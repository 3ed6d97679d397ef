import { useEffect, useMemo, useState } from 'preact/hooks'
import { searchWords } from '../../../lib/i18n/search-words.ts'
import { listEntries } from '../../../lib/model/search/list-entries.ts'
import { createSearchIndex } from '../../../lib/model/search/search-index.ts'
import { timelineOf } from '../../../lib/model/timeline.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { Icon } from '../Icon.tsx'
import { HitList } from './HitList.tsx'
import { everything } from './past-query.ts'
import { usePastWords } from './past-words.ts'
import { SearchForm } from './SearchForm.tsx'
import { TimelineItem } from './TimelineItem.tsx'

interface PastScreenProps {
  view: PanelView
  actions: Pick<PanelActions, 'loadYears'>
}

/** Entries drawn at first, and with each press for more. */
const pageSize = 15

/** Everything the two had, latest first, and a search over all of it. */
export function PastScreen({ view, actions }: PastScreenProps) {
  const words = usePastWords()
  const { timeline } = words.past
  const [query, setQuery] = useState(everything)
  const [shownCount, setShownCount] = useState(pageSize)
  const { document, years, elsewhere } = view
  const { loadYears } = actions
  // Once: what could not be loaded is told as a notice, not asked for again and again.
  useEffect(() => loadYears(), [loadYears])
  const index = useMemo(() => createSearchIndex(), [])
  const isAsking = query.text.trim() !== '' || query.topic !== null || query.kinds.length > 0
  const results = useMemo(() => {
    if (document === null || !isAsking) return null
    const documents = [document, ...elsewhere]
    for (const one of documents) index.put(one.pairId, listEntries(one, searchWords))
    return index.search({
      text: query.text,
      // Nothing of an address that was parted while this screen is open.
      pairIds: documents.map(({ pairId }) => pairId),
      ...(query.topic !== null && { topicKinds: [query.topic] }),
      ...(query.kinds.length > 0 && { entryKinds: query.kinds }),
    })
  }, [document, elsewhere, index, query, isAsking])
  // A stage changes with the clock; minutes are enough, and sorting years at every letter is not free.
  const minuteMs = Math.floor(view.nowMs / 60_000) * 60_000
  const timelineOfPair = useMemo(
    () => (document === null ? null : timelineOf([document, ...elsewhere], minuteMs)),
    [document, elsewhere, minuteMs],
  )
  if (document === null || timelineOfPair === null)
    return <p class="still">{words.messages.panel.loading}</p>

  const { entries, otherPromises } = timelineOfPair
  const shown = entries.slice(0, shownCount)
  return (
    <>
      <SearchForm query={query} onChange={setQuery} />
      <p class="unseen" role="status">
        {results !== null && timeline.found(results.total)}
      </p>
      {years === 'loading' && (
        <p class="still years-loading" role="status">
          {timeline.loading}
        </p>
      )}
      {results !== null ? (
        <HitList view={view} results={results} onClear={() => setQuery(everything)} />
      ) : (
        <section aria-labelledby="past">
          <h2 id="past" class="unseen">
            {timeline.title}
          </h2>
          {entries.length === 0 && years !== 'loading' && (
            <div class="warm">
              <Icon name="leaf" />
              <p>
                <b>{timeline.empty}</b>
                {timeline.emptyText}
              </p>
            </div>
          )}
          <ol class="timeline">
            {shown.map((entry) => (
              <TimelineItem
                key={`${entry.pairId} ${entry.meeting.key}`}
                entry={entry}
                view={view}
              />
            ))}
            {shown.length === entries.length && otherPromises.length > 0 && (
              <TimelineItem entry={otherPromises} view={view} />
            )}
          </ol>
          {shown.length < entries.length && (
            <button
              type="button"
              class="button add"
              onClick={() => setShownCount(shownCount + pageSize)}
            >
              {timeline.earlier}
            </button>
          )}
        </section>
      )}
    </>
  )
}
