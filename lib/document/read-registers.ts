import type * as Y from 'yjs'
import type { MemberId } from '../model/people.ts'
import { memberPattern } from './topic-id.ts'

/**
 * Plain checks on values another person's device wrote. A register of the wrong type, or out of range,
 * reads as absent: one bad value never hides the good ones beside it.
 */

/** The longest text shown from a document, in UTF-16 units; two full texts merged stay below it. */
export const maxShownTextLength = 65_536

/** A string register, cut to `maxLength`; null when absent or not a string. */
export function readString(map: Y.Map<unknown>, key: string, maxLength: number): string | null {
  const value = map.get(key)
  return typeof value === 'string' ? cutText(value, maxLength) : null
}

/** A finite number register; null when absent or anything else. */
export function readNumber(map: Y.Map<unknown>, key: string): number | null {
  const value = map.get(key)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** An instant in ms since the epoch that a `Date` can hold; null otherwise. */
export function readInstant(map: Y.Map<unknown>, key: string): number | null {
  const value = readNumber(map, key)
  return value !== null && Math.abs(value) <= 8.64e15 ? value : null
}

/** True only for a register that holds `true`. */
export function readFlag(map: Y.Map<unknown>, key: string): boolean {
  return map.get(key) === true
}

/** A register that holds one of `allowed`; null otherwise. */
export function readChoice<T extends string>(
  map: Y.Map<unknown>,
  key: string,
  allowed: readonly T[],
): T | null {
  const value = map.get(key)
  return allowed.find((one) => one === value) ?? null
}

/** A register that holds a member id; null otherwise. */
export function readMember(map: Y.Map<unknown>, key: string): MemberId | null {
  const value = map.get(key)
  return typeof value === 'string' && memberPattern.test(value) ? value : null
}

/** `text` cut to `maxLength` UTF-16 units, never through a surrogate pair. */
export function cutText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, maxLength).toWellFormed()
}
