import { freshOrderKeys, orderKeyBetween } from './order-keys.ts'

/** Something in an ordered list. */
export interface OrderedItem {
  id: string
  order: string
}

/**
 * The sort keys to write so that `id` moves one place within `items` (in the order shown): one key, or all of
 * them where two devices chose the same key and there is no room between. Empty at the ends of the list and
 * for an unknown id.
 */
export function planMove(
  items: readonly OrderedItem[],
  id: string,
  direction: 'up' | 'down',
): OrderedItem[] {
  const from = items.findIndex((item) => item.id === id)
  const to = direction === 'up' ? from - 1 : from + 1
  if (from < 0 || to < 0 || to >= items.length) return []
  const others = items.filter((item) => item.id !== id)
  const key = orderKeyBetween(others[to - 1]?.order ?? null, others[to]?.order ?? null)
  if (key !== null) return [{ id, order: key }]
  const ids = others.map((item) => item.id)
  ids.splice(to, 0, id)
  const keys = freshOrderKeys(ids.length)
  return ids.map((one, at) => ({ id: one, order: keys[at] ?? '' }))
}
