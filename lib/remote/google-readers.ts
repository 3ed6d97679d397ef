import { normaliseEmail } from '../model/people.ts'
import type { Readers } from '../model/sync-status.ts'
import type { Permission } from './google-drive-shapes.ts'

/**
 * Who can read a file, from its permissions. A group counts as others even if both belong to it: nobody here
 * knows its members. Deleted accounts can read nothing and are left out. An empty list is `unknown`: the
 * owner is always on a real one.
 */
export function judgeReaders(
  permissions: readonly Permission[],
  selfEmail: string,
  partnerEmail: string,
  checkedMs: number,
): Readers {
  const two = [normaliseEmail(selfEmail), normaliseEmail(partnerEmail)]
  const living = permissions.filter((one) => !one.deleted)
  const isOneOfTwo = (one: Permission) =>
    one.type === 'user' && two.includes(normaliseEmail(one.emailAddress))
  const others = living
    .filter((one) => one.type !== 'anyone' && !isOneOfTwo(one))
    .map((one) => one.emailAddress || one.domain || one.displayName || one.type)
  const hasPartner = living.some(
    (one) => isOneOfTwo(one) && normaliseEmail(one.emailAddress) === two[1],
  )
  const kind = ((): Readers['kind'] => {
    if (living.length === 0) return 'unknown'
    if (living.some((one) => one.type === 'anyone')) return 'link'
    if (others.length > 0) return 'more'
    return hasPartner ? 'two' : 'only-me'
  })()
  return { kind, others, checkedMs }
}

/** Readers of a file whose permissions this account may not see. */
export function unknownReaders(checkedMs: number): Readers {
  return { kind: 'unknown', others: [], checkedMs }
}
