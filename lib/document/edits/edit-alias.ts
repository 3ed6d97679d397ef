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

/**
 * Takes `member` out of the person it was merged into: it is one of its own again, and whoever else was merged
 * stays so. Does nothing when it is alone.
 */
export function separateMember(replica: Replica, member: MemberId): void {
  const { aliases } = replica.read()
  const led = Object.keys(aliases).filter((one) => aliases[one] === member)
  const target = Object.hasOwn(aliases, member) ? aliases[member] : undefined
  // Who was merged by way of `member` goes on to where it led, else to the first of them.
  const rest = target !== undefined && target !== member ? target : led[0]
  if (rest === undefined) return
  editCore(replica, (doc) => {
    const map = doc.getMap(aliasRoot)
    clearRegister(map, member)
    for (const one of led) {
      if (one === rest) clearRegister(map, one)
      else writeRegister(map, one, rest)
    }
  })
}
