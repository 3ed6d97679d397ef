import type * as Y from 'yjs'
import { limits } from '../../base/limits.ts'
import { fail, ok } from '../../base/result.ts'
import type { Quote } from '../../model/memo.ts'
import type { MemberId } from '../../model/people.ts'
import { formatNuanceId, parseNuanceId } from '../memo-id.ts'
import { cutText } from '../read-registers.ts'
import { internalsOf } from '../replica-internals.ts'
import { nuanceRegisters, rootPrefixes, splitTopicId } from '../roots.ts'
import { memberPattern, suffixPattern } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { findMemo } from './edit-memo.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { clearRegister, writeRegister } from './write-register.ts'
import { writeText } from './write-text.ts'

/** A sentence somebody reads differently. */
export interface NewNuance {
  memoId: string
  by: MemberId
  /** From `quoteAt` of `lib/model/locate-quote.ts`; cut to what a quote may hold. */
  quote: Quote
  /** How they see it; may be empty. */
  reply: string
  /** Random, 1–32 of `[A-Za-z0-9_-]`. */
  suffix: string
  nowMs: number
}

/** Marks a sentence of a memo 「ニュアンスが違う」 and returns the mark's id. The memo's words stay as they are. */
export function markNuance(replica: Replica, nuance: NewNuance): EditOutcome<{ nuanceId: string }> {
  const place = findMemo(replica, nuance.memoId)
  if (place === null || !suffixPattern.test(nuance.suffix)) return fail('missing')
  if (!memberPattern.test(nuance.by) || nuance.quote.text === '') return fail('missing')
  if (nuance.reply.length > limits.textLength) return fail('text/too-long')
  const nuanceId = formatNuanceId(nuance.memoId, nuance.suffix)
  const { local } = splitTopicId(nuanceId)
  const cut = (text: string) => cutText(text, limits.quoteLength)
  replica.transact(editOrigin, () => {
    const map: Y.Map<unknown> = place.doc.getMap(rootPrefixes.nuance + local)
    writeRegister(map, nuanceRegisters.by, nuance.by)
    writeRegister(map, nuanceRegisters.created, nuance.nowMs)
    writeRegister(map, nuanceRegisters.quote, cut(nuance.quote.text))
    writeRegister(map, nuanceRegisters.before, cut(nuance.quote.before))
    writeRegister(map, nuanceRegisters.after, cut(nuance.quote.after))
    if (nuance.reply !== '') writeText(replyText(place.doc, local), nuance.reply)
  })
  return ok({ nuanceId })
}

/** Makes the reply read as `reply`; both may write in it. */
export function setNuanceReply(replica: Replica, nuanceId: string, reply: string): EditOutcome {
  const place = findNuance(replica, nuanceId)
  if (place === null) return fail('missing')
  const text = replyText(place.doc, place.local)
  if (reply.length > limits.textLength && reply.length > text.length) return fail('text/too-long')
  replica.transact(editOrigin, () => writeText(text, reply))
  return ok(undefined)
}

/** Says that the two have settled it (`atMs`), or that it stands again (null). */
export function resolveNuance(
  replica: Replica,
  nuanceId: string,
  atMs: number | null,
): EditOutcome {
  return editNuance(replica, nuanceId, (map) => {
    if (atMs === null) clearRegister(map, nuanceRegisters.resolved)
    else if (!map.has(nuanceRegisters.resolved)) {
      writeRegister(map, nuanceRegisters.resolved, atMs)
    }
  })
}

/** Takes a mark back; its words are kept. */
export function removeNuance(replica: Replica, nuanceId: string): EditOutcome {
  return editNuance(replica, nuanceId, (map) => writeRegister(map, nuanceRegisters.removed, true))
}

/** Puts a mark back. */
export function restoreNuance(replica: Replica, nuanceId: string): EditOutcome {
  return editNuance(replica, nuanceId, (map) => clearRegister(map, nuanceRegisters.removed))
}

function editNuance(
  replica: Replica,
  nuanceId: string,
  edit: (map: Y.Map<unknown>) => void,
): EditOutcome {
  const place = findNuance(replica, nuanceId)
  if (place === null) return fail('missing')
  replica.transact(editOrigin, () => edit(place.map))
  return ok(undefined)
}

function findNuance(
  replica: Replica,
  nuanceId: string,
): { doc: Y.Doc; local: string; map: Y.Map<unknown> } | null {
  if (parseNuanceId(nuanceId) === null) return null
  const { segment, local } = splitTopicId(nuanceId)
  const doc = internalsOf(replica).doc(segment)
  if (doc === null || !doc.share.has(rootPrefixes.nuance + local)) return null
  const map: Y.Map<unknown> = doc.getMap(rootPrefixes.nuance + local)
  return map.size === 0 ? null : { doc, local, map }
}

function replyText(doc: Y.Doc, local: string): Y.Text {
  return doc.getText(rootPrefixes.nuanceReply + local)
}
