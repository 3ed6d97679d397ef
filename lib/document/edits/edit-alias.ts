import { fail, ok } from '../../base/result.ts'
import { isSameMember, resolveMember } from '../../model/member-alias.ts'
import type { MemberId } from '../../model/people.ts'
import { aliasRoot } from '../roots.ts'
import { memberPattern } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { editCore } from './edit-core.ts'
import type { EditOutcome } from './edit-outcome.ts'
import { clearRegister, writeRegister } from './write-register.ts'

/**
 * Says that `member` is the same person as `person` (a new address, a second one). Only reading changes:
 * every topic, mark and promise stays under the id it was written with, so that it can be taken back. The
 * caller must not merge the two people of a pair with each other.
 */
export function mergeMembers(replica: Replica, member: MemberId, person: MemberId): EditOutcome {
  if (!memberPattern.test(member) || !memberPattern.test(person)) return fail('missing')
  const { aliases } = replica.read()
  if (isSameMember(aliases, member, person)) return ok(undefined)
  // The end of the chain is linked, not its beginning: merges made before stay.
  const last = resolveMember(aliases, member)
  editCore(replica, (doc) => writeRegister(doc.getMap(aliasRoot), last, person))
  return ok(undefined)
}

/** Takes a merge back: the two ids are two people again. Does nothing when they are. */
export function separateMembers(replica: Replica, a: MemberId, b: MemberId): void {
  if (a === b || !isSameMember(replica.read().aliases, a, b)) return
  editCore(replica, (doc) => {
    const map = doc.getMap(aliasRoot)
    clearRegister(map, a)
    clearRegister(map, b)
  })
}
