import { limits } from '../../base/limits.ts'
import type { MemberFacts } from '../../model/agenda.ts'
import { cutText } from '../read-registers.ts'
import { internalsOf } from '../replica-internals.ts'
import { coreRegisters, memberMap, type pairMap } from '../roots.ts'
import { coreSegment } from '../segments.ts'
import type { Replica } from '../types.ts'
import { editOrigin } from './edit-outcome.ts'
import { writeRegister } from './write-register.ts'

/**
 * Writes what a member's side knows about that member. Null and an empty name leave what is known, so that
 * a device that saw only a name does not wipe an address. Names are cut to their limit.
 */
export function describeMember(replica: Replica, member: MemberFacts): void {
  editCore(replica, (doc) => {
    const map = memberMap(doc, member.id)
    if (member.name !== '') {
      writeRegister(map, coreRegisters.name, cutText(member.name, limits.nameLength))
    }
    if (member.email !== null) writeRegister(map, coreRegisters.email, member.email)
    if (member.homeFile !== null) writeRegister(map, coreRegisters.homeFile, member.homeFile)
  })
}

/** Runs one edit of `core` in one transaction. */
export function editCore(
  replica: Replica,
  edit: (doc: Parameters<typeof pairMap>[0]) => void,
): void {
  replica.transact(editOrigin, () => {
    const doc = internalsOf(replica).docToWrite(coreSegment)
    doc.transact(() => edit(doc))
  })
}
