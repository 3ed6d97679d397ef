import type { EntryKind } from '../../../lib/model/search/search-entry.ts'
import type { TopicKind } from '../../../lib/model/topics.ts'

/** What the search over the timeline asks for. */
export interface PastQuery {
  text: string
  /** Null for every topic. */
  topic: TopicKind | null
  /** Empty for every kind. */
  kinds: readonly EntryKind[]
}

/** Lets everything through. */
export const everything: PastQuery = { text: '', topic: null, kinds: [] }
