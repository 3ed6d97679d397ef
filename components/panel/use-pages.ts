import { useState } from 'preact/hooks'
import { limits } from '../../lib/base/limits.ts'
import { capList } from '../../lib/model/cap-list.ts'
import type { TopicItem } from '../../lib/panel/topic-item.ts'

/** A list as far as the person has opened it. */
export interface OpenedList<T> {
  shown: T[]
  /** How many more there are. */
  hiddenCount: number
  /** Shows as many again. */
  showMore(): void
}

/**
 * The beginning of a list that may hold thousands: laying them all out at once would freeze the panel. What was
 * opened in one `place` is not open in another.
 */
export function usePages<T>(
  list: readonly T[],
  place: string,
  pageCount: number = limits.topicsShown,
): OpenedList<T> {
  const [opened, setOpened] = useState({ place, count: pageCount })
  const count = opened.place === place ? opened.count : pageCount
  return {
    ...capList(list, count),
    showMore: () => setOpened({ place, count: count + pageCount }),
  }
}

/** What is shown, and the topic that was picked last: it has to be there though it is behind many others. */
export function withPicked(
  shown: readonly TopicItem[],
  all: readonly TopicItem[],
  pickedId: string | null,
): readonly TopicItem[] {
  if (shown.length === all.length || pickedId === null) return shown
  if (shown.some(({ id }) => id === pickedId)) return shown
  const picked = all.find(({ id }) => id === pickedId)
  return picked === undefined ? shown : [...shown, picked]
}
