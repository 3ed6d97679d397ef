import type { PairId } from '../model/people.ts'

/** True for the shape of a pair's key; anything else could change the meaning of a search or an address. */
export function isPairId(text: PairId): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}
