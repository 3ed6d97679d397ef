import { formatAge } from '../../lib/i18n/format-date.ts'
import type { PanelView } from '../../lib/panel/panel-view.ts'
import { Icon } from './Icon.tsx'
import { isOnDevice, isReadByOthers, ReadersNote, readersInShort } from './ReadersNote.tsx'
import { useWords, type Words } from './words.ts'

/** Where everything is, how old it is, and who can read it. */
export function StateLine({ view }: { view: PanelView }) {
  const words = useWords()
  const { state } = view
  const isWaiting = (state.delivery === 'waiting' || state.delivery === 'device') && hasShared(view)
  const mark = state.save === 'failed' ? 'is-failed' : isWaiting ? 'is-waiting' : ''
  const parts = describeState(words, view)
  return (
    <footer class={parts.length > 2 ? 'state-line is-long' : 'state-line'}>
      <span class={`dot ${mark}`} />
      <p class="state-words">
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      <button
        type="button"
        class={isReadByOthers(view) ? 'readers is-wide' : 'readers'}
        popovertarget="readers"
      >
        <Icon name={isReadByOthers(view) ? 'warning' : isOnDevice(view) ? 'device' : 'people'} />
        {readersInShort(words, view)}
      </button>
      <ReadersNote view={view} />
    </footer>
  )
}

function describeState({ language, messages }: Words, view: PanelView): string[] {
  const words = messages.panel.state
  const { state } = view
  const parts: string[] = []
  if (state.save === 'saving') parts.push(words.saving)
  else parts.push(state.save === 'failed' ? words.failed : words.saved)
  // What is not even saved has not set out.
  if (state.save === 'failed') return parts
  if (hasShared(view)) {
    if (state.delivery === 'on-the-way') parts.push(words.onTheWay)
    else if (state.delivery !== 'arrived') parts.push(words.waiting)
  }
  if (!state.isOnline) parts.push(words.offline)
  if (state.lastSyncedMs !== null && (state.delivery === 'arrived' || !state.isOnline)) {
    parts.push(words.synced(formatAge(language, state.lastSyncedMs, view.nowMs)))
  }
  return parts
}

/** Something here is meant for the partner. */
function hasShared(view: PanelView): boolean {
  if (view.isAccessOver) return false
  if (view.seenByMeMs !== null) return true
  if (view.topics.mine.some((topic) => topic.delivery !== 'draft')) return true
  const { document } = view
  return (
    document !== null &&
    (document.promises.length > 0 ||
      document.relation !== null ||
      document.meetings.some(({ memos, ended }) => memos.length + ended.length > 0))
  )
}
