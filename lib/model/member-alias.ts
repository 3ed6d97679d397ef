import type { MemberId } from './people.ts'

/**
 * Which member ids are one person, as the two said: `aliases[a] === b` says "a is b". Made by
 * `readPairView`; holds member ids only.
 */
export type MemberAliases = Readonly<Record<MemberId, MemberId>>

/**
 * The id under which a person is shown. Follows the chain of aliases; where two devices merged in opposite
 * directions at once, the chain is a ring, and the smallest id in it is taken, the same on both sides.
 */
export function resolveMember(aliases: MemberAliases, member: MemberId): MemberId {
  const seen: MemberId[] = []
  let at = member
  while (!seen.includes(at)) {
    seen.push(at)
    const next = Object.hasOwn(aliases, at) ? aliases[at] : undefined
    if (next === undefined) return at
    at = next
  }
  return seen.slice(seen.indexOf(at)).reduce((least, one) => (one < least ? one : least))
}

/** True when both ids are one person. */
export function isSameMember(aliases: MemberAliases, a: MemberId, b: MemberId): boolean {
  return resolveMember(aliases, a) === resolveMember(aliases, b)
}
