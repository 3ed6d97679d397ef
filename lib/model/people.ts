import { encodeUtf8, toHex } from '../base/bytes.ts'
import type { Sha256 } from '../base/hash.ts'

/**
 * A person's stable key inside shared data: 16 hex digits of the SHA-256 of the normalised address.
 * It is not a secret (addresses are guessable); it only keeps keys short and free of odd characters.
 */
export type MemberId = string

/** The key of a pair of people: 32 hex digits, the same on both sides whoever computes it. */
export type PairId = string

/** A person as far as we know them. */
export interface Person {
  id: MemberId
  /** Normalised address; null where the page shows only a name (Outlook without consent). */
  email: string | null
  /** Display name as the person or the calendar gives it; may be empty. */
  name: string
}

/**
 * One spelling per mailbox: trimmed, lower case, `googlemail.com` as `gmail.com`. Dots and plus tags are
 * kept: outside consumer Gmail they may name different people.
 */
export function normaliseEmail(email: string): string {
  const lower = email.normalize('NFC').trim().toLowerCase()
  return lower.endsWith('@googlemail.com')
    ? `${lower.slice(0, -'@googlemail.com'.length)}@gmail.com`
    : lower
}

/** The member key of an address. */
export async function memberIdOf(email: string, sha256: Sha256): Promise<MemberId> {
  return toHex(await sha256(encodeUtf8(`member:${normaliseEmail(email)}`))).slice(0, 16)
}

/** The pair key of two members, in either order. */
export async function pairIdOf(a: MemberId, b: MemberId, sha256: Sha256): Promise<PairId> {
  const sorted = [a, b].sort().join('+')
  return toHex(await sha256(encodeUtf8(`pair:${sorted}`))).slice(0, 32)
}
