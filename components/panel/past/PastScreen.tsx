import { useEffect, useMemo, useState } from 'preact/hooks'
import { searchWords } from '../../../lib/i18n/search-words.ts'
import { listEntries } from '../../../lib/model/search/list-entries.ts'
import { createSearchIndex } from '../../../lib/model/search/search-index.ts'
import { timelineOf } from '../../../lib/model/timeline.ts'
import type { PanelActions } from '../../../lib/panel/panel-actions.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import {
  addNotedMeetings,
  listPrivateEntries,
  placeNotes,
} from '../../../lib/panel/private-past.ts'
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
  const { document, ownPeriod, years, elsewhere } = view
  const { loadYears } = actions
  // Once: what could not be loaded is told as a notice, not asked for again and again.
  useEffect(() => loadYears(), [loadYears])
  const index = useMemo(() => createSearchIndex(), [])
  const { lane } = view
  const notes = lane?.notes
  const placed = useMemo(
    () => (document === null || notes === undefined ? [] : placeNotes(notes, document)),
    [document, notes],
  )
  const hasPrivate = placed.length > 0
  // Hidden while they were asked for alone: the filter goes with them, and its chip with it.
  const kinds = useMemo(
    () => (hasPrivate ? query.kinds : query.kinds.filter((kind) => kind !== 'private')),
    [query.kinds, hasPrivate],
  )
  const isAsking = query.text.trim() !== '' || query.topic !== null || kinds.length > 0
  const results = useMemo(() => {
    if (document === null || !isAsking) return null
    // What was agreed on under another address is found there.
    const own = ownPeriod === null ? document : { ...document, period: ownPeriod }
    const documents = [own, ...elsewhere]
    for (const one of documents) index.put(one.pairId, listEntries(one, searchWords))
    index.put('private', listPrivateEntries(placed, document, searchWords))
    return index.search({
      text: query.text,
      // Nothing of an address that was parted while this screen is open.
      pairIds: documents.map(({ pairId }) => pairId),
      ...(query.topic !== null && { topicKinds: [query.topic] }),
      ...(kinds.length > 0 && { entryKinds: kinds }),
    })
  }, [document, ownPeriod, elsewhere, index, query, kinds, placed, isAsking])
  // Sorting years at every letter is not free.
  const timelineOfPair = useMemo(
    () =>
      document === null ? null : timelineOf([addNotedMeetings(document, placed), ...elsewhere]),
    [document, elsewhere, placed],
  )
  if (document === null || timelineOfPair === null)
    return <p class="still">{words.messages.panel.loading}</p>

  const { entries, otherPromises } = timelineOfPair
  const shown = entries.slice(0, shownCount)
  return (
    <>
      <SearchForm query={{ ...query, kinds }} hasPrivate={hasPrivate} onChange={setQuery} />
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
                notes={placed.filter(({ meeting }) => meeting === entry.meeting.key)}
                view={view}
              />
            ))}
            {shown.length === entries.length && otherPromises.length > 0 && (
              <TimelineItem entry={otherPromises} notes={[]} view={view} />
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
