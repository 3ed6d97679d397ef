import type { Sha256 } from '../base/hash.ts'
import type { AccountRef } from '../model/account.ts'
import { memberIdOf, type Person, pairIdOf } from '../model/people.ts'
import type { PairRecord } from '../storage/ports.ts'
import type { MoveTarget, PairMover } from './move-pair.ts'
import type { NameBook } from './name-book.ts'
import type { PairCache } from './pair-cache.ts'
import { onlyAccount, personOf } from './resolve-people.ts'

/** What settling needs. */
export interface SettleDependencies {
  pairs: Pick<PairCache, 'list'>
  names: Pick<NameBook, 'of' | 'ownElsewhere'>
  mover: Pick<PairMover, 'move'>
  ownAccounts: () => Promise<readonly AccountRef[]>
  sha256: Sha256
}

/**
 * Moves every pair that was kept under ids of this device, and of which more is known now: an address was told,
 * or an account connected. A pair with a shared file stays where it is: what the partner wrote there must not
 * end up with somebody else. One round after the other: what a round moves is where the next begins.
 */
export function createSettleNames(dependencies: SettleDependencies): () => Promise<void> {
  const { pairs, names, mover } = dependencies
  let last: Promise<void> = Promise.resolve()
  return () => {
    const round = last.then(settle)
    last = round.catch(() => undefined)
    return round
  }

  async function settle(): Promise<void> {
    const accounts = await dependencies.ownAccounts()
    for (const record of await pairs.list()) {
      const target = await targetOf(record, accounts)
      if (target !== null) await mover.move(record.pairId, target)
    }
  }

  async function targetOf(
    record: PairRecord,
    accounts: readonly AccountRef[],
  ): Promise<MoveTarget | null> {
    const { byName } = record
    if (byName === undefined || record.files.length > 0) return null
    const known = await names.of(byName.place)
    const partnerEmail = personOf(known, byName)?.email ?? record.partner.email
    const there = accounts.filter((one) => one.provider === 'microsoft')
    const guessed = onlyAccount(there, await names.ownElsewhere(byName.place))
    const selfEmail = record.self.email ?? known?.selfEmail ?? guessed
    const self = await withAddress(record.self, selfEmail)
    const partner = await withAddress(record.partner, partnerEmail)
    // The two of a pair are never one person, whatever was typed.
    if (self.id === partner.id) return null
    const pairId = await pairIdOf(self.id, partner.id, dependencies.sha256)
    return pairId === record.pairId ? null : { pairId, self, partner }
  }

  async function withAddress(person: Person, email: string | null): Promise<Person> {
    if (email === null) return person
    return { ...person, email, id: await memberIdOf(email, dependencies.sha256) }
  }
}
