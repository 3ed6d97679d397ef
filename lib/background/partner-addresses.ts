import type { ErrorCode } from '../base/app-error.ts'
import { mergeMembers, separateMember } from '../document/edits/edit-alias.ts'
import { coreSegment } from '../document/segments.ts'
import type { Replica } from '../document/types.ts'
import { groupByPartner, isSameMember } from '../model/member-alias.ts'
import type { PartnerAddress } from '../model/panel-context.ts'
import type { PairId } from '../model/people.ts'
import type { PairRecord } from '../storage/ports.ts'
import type { DocumentHost } from './document-host.ts'
import type { PairCache } from './pair-cache.ts'

/**
 * Which pairs are with one person, as the person said: merged addresses stand in the pair documents, so that the
 * other device and the other side know them too. Nothing is moved or copied by a merge.
 */
export interface PartnerAddresses {
  /** The records of the other pairs with the partner of this one; empty without a merge. Opens no document. */
  othersOf(pairId: PairId): Promise<PairRecord[]>
  /** Whether an address is the partner's, by the pair itself or by what the person said is the same. */
  isPartnerAt(pairId: PairId, email: string): Promise<boolean>
  /** The partner's other addresses, those that may be theirs, and everybody else, for the panel of this pair. */
  listFor(pairId: PairId): Promise<PartnerAddress[]>
  /** The partners of the two pairs are one person. `message/invalid` where that cannot be. */
  merge(pairId: PairId, other: PairId): Promise<ErrorCode | null>
  /** The partner of `other` is somebody else: takes a merge back, and does not ask again. */
  separate(pairId: PairId, other: PairId): Promise<ErrorCode | null>
  /** A pair's core was committed: keeps the record's copy of the aliases true. */
  noteCommitted(pairId: PairId): Promise<void>
}

/** Partners offered to choose from by hand. */
const othersListed = 50

/** Builds it; `onEdited` is told of every pair whose document was edited. */
export function createPartnerAddresses(dependencies: {
  pairs: PairCache
  host: DocumentHost
  onEdited: (pairId: PairId) => void
}): PartnerAddresses {
  const { pairs, host, onEdited } = dependencies

  const groupOf = async (pairId: PairId): Promise<PairRecord[]> => {
    const records = (await pairs.list()).filter(
      (one) => one.override !== 'never' || one.pairId === pairId,
    )
    const groups = groupByPartner(
      records.map((one) => ({
        pairId: one.pairId,
        partner: one.partner.id,
        aliases: one.aliases ?? {},
      })),
    )
    const group = groups.find((one) => one.includes(pairId)) ?? []
    return records.filter((one) => group.includes(one.pairId))
  }

  const withCore = async <T>(pairId: PairId, run: (replica: Replica) => T): Promise<T> => {
    const document = await host.open(pairId, [coreSegment])
    try {
      const result = run(document.replica)
      await document.settled()
      return result
    } finally {
      document.release()
    }
  }

  const noteCommitted = async (pairId: PairId): Promise<void> => {
    const record = await pairs.get(pairId)
    if (record === null) return
    const aliases = await withCore(pairId, (replica) => replica.read().aliases)
    if (JSON.stringify(aliases) === JSON.stringify(record.aliases ?? {})) return
    await pairs.update(pairId, (old) => (old === null ? null : { ...old, aliases }))
  }

  const editAll = async (
    records: readonly PairRecord[],
    run: (replica: Replica) => void,
  ): Promise<void> => {
    for (const { pairId } of records) {
      await withCore(pairId, run)
      await noteCommitted(pairId)
      onEdited(pairId)
    }
  }

  const noteDifference = (
    pairId: PairId,
    partner: string,
    isDifferent: boolean,
  ): Promise<unknown> =>
    pairs.update(pairId, (old) => {
      if (old === null) return null
      const others = (old.notSame ?? []).filter((one) => one !== partner)
      return { ...old, notSame: isDifferent ? [...others, partner] : others }
    })

  const readBoth = async (
    pairId: PairId,
    otherId: PairId,
  ): Promise<{ record: PairRecord; other: PairRecord } | null> => {
    const [record, other] = [await pairs.get(pairId), await pairs.get(otherId)]
    const isFit = record !== null && other !== null && record.partner.id !== other.partner.id
    return isFit ? { record, other } : null
  }

  return {
    async othersOf(pairId) {
      return (await groupOf(pairId)).filter((one) => one.pairId !== pairId)
    },

    async isPartnerAt(pairId, email) {
      return (await groupOf(pairId)).some((one) => one.partner.email === email)
    },

    async listFor(pairId) {
      const records = await pairs.list()
      const record = records.find((one) => one.pairId === pairId)
      if (record === undefined) return []
      const group = (await groupOf(pairId)).map((one) => one.pairId)
      const own = records.map((one) => one.self.id)
      const others = records.filter(
        (one) =>
          one.override !== 'never' &&
          one.partner.id !== record.partner.id &&
          !own.includes(one.partner.id),
      )
      const kindOf = (one: PairRecord): PartnerAddress['kind'] => {
        if (group.includes(one.pairId)) return 'same'
        const isAsked =
          isSameName(one, record) &&
          one.notSame?.includes(record.partner.id) !== true &&
          record.notSame?.includes(one.partner.id) !== true
        return isAsked ? 'asked' : 'other'
      }
      const seen = new Set<string>()
      return others
        .toSorted((a, b) => lastSeenMs(b) - lastSeenMs(a))
        .flatMap((one) => {
          // The same address beside two accounts of one's own is one line.
          if (seen.has(one.partner.id)) return []
          seen.add(one.partner.id)
          return {
            pairId: one.pairId,
            partner: one.partner,
            provider: one.provider,
            kind: kindOf(one),
          }
        })
        .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
        .slice(0, othersListed)
    },

    async merge(pairId, otherId) {
      const both = await readBoth(pairId, otherId)
      if (both === null) return 'message/invalid'
      const { record, other } = both
      const own = [record.self.id, other.self.id]
      const isOwn = (replica: Replica): boolean => {
        const { aliases } = replica.read()
        return own.some((id) =>
          [record.partner.id, other.partner.id].some((one) => isSameMember(aliases, one, id)),
        )
      }
      for (const one of [record, other]) {
        if (await withCore(one.pairId, isOwn)) return 'message/invalid'
      }
      await noteDifference(pairId, other.partner.id, false)
      await noteDifference(otherId, record.partner.id, false)
      await editAll([record, other], (replica) => {
        mergeMembers(replica, other.partner.id, record.partner.id)
      })
      return null
    },

    async separate(pairId, otherId) {
      const both = await readBoth(pairId, otherId)
      if (both === null) return 'message/invalid'
      const { other } = both
      const group = await groupOf(pairId)
      await noteDifference(pairId, other.partner.id, true)
      if (!group.some((one) => one.pairId === otherId)) {
        onEdited(pairId)
        return null
      }
      await editAll(group, (replica) => separateMember(replica, other.partner.id))
      return null
    },

    noteCommitted,
  }
}

const kinds: readonly PartnerAddress['kind'][] = ['same', 'asked', 'other']

function lastSeenMs(record: PairRecord): number {
  return record.meetings.at(-1)?.seenMs ?? 0
}

/** Display names alike but for width, case and spaces; an address in the place of a name says nothing. */
function isSameName(a: PairRecord, b: PairRecord): boolean {
  const [first, second] = [a, b].map(({ partner }) =>
    partner.name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ''),
  )
  return first !== undefined && first !== '' && !first.includes('@') && first === second
}
