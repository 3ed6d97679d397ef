import type { MemberId, PairId } from './people.ts'

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

/** A pair document as far as grouping needs it. */
export interface PartneredPair {
  pairId: PairId
  /** The other person's id in this pair, as the pair key was made from it. */
  partner: MemberId
  /** The aliases that this pair's document knows. */
  aliases: MemberAliases
}

/**
 * The pairs that are one partner, in the order given: those with the same partner id (a person of two own
 * accounts), and those whose partners are one person in the documents of both. One document alone joins
 * nothing: a partner writes in theirs, and must not come to be somebody else whose drafts are here. Taking a
 * merge back parts them again.
 */
export function groupByPartner(pairs: readonly PartneredPair[]): PairId[][] {
  const joined: Record<MemberId, MemberId> = {}
  const merging = pairs.filter(({ aliases }) => Object.keys(aliases).length > 0)
  for (const [index, one] of merging.entries()) {
    for (const other of merging.slice(index + 1)) {
      const isAgreed = [one, other].every(({ aliases }) =>
        isSameMember(aliases, one.partner, other.partner),
      )
      const [from, to] = [resolveMember(joined, one.partner), resolveMember(joined, other.partner)]
      if (isAgreed && from !== to) joined[from] = to
    }
  }
  const groups = Map.groupBy(pairs, ({ partner }) => resolveMember(joined, partner))
  return [...groups.values()].map((group) => group.map(({ pairId }) => pairId))
}
