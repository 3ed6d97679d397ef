import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/**
 * A sort key between two others (null: open end). Returns null when there is no room: the two are equal,
 * out of order, or not keys at all, which two devices or a forged file can produce.
 */
export function orderKeyBetween(before: string | null, after: string | null): string | null {
  // The library swaps bounds that come in the wrong order; that would sort wrongly without a word.
  if (before !== null && after !== null && before >= after) return null
  try {
    return generateKeyBetween(before, after)
  } catch {
    return null
  }
}

/** A sort key behind all of `keys`; those that are no keys are passed over. */
export function orderKeyAfter(keys: readonly string[]): string {
  let last: string | null = null
  for (const key of keys) {
    if ((last === null || key > last) && orderKeyBetween(key, null) !== null) last = key
  }
  return orderKeyBetween(last, null) ?? generateKeyBetween(null, null)
}

/** `count` fresh sort keys in ascending order. */
export function freshOrderKeys(count: number): string[] {
  return generateNKeysBetween(null, null, count)
}
