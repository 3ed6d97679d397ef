import type * as Y from 'yjs'
import { limits } from '../../base/limits.ts'
import { fail, ok } from '../../base/result.ts'
import type { Memo, MemoKind } from '../../model/memo.ts'
import type { MemberId } from '../../model/people.ts'
import { formatMemoId, parseMemoId } from '../memo-id.ts'
import { internalsOf } from '../replica-internals.ts'
import { memoRegisters, rootPrefixes, splitTopicId } from '../roots.ts'
import { segmentForMeeting } from '../segments.ts'
import { memberPattern } from '../topic-id.ts'
import type { Replica } from '../types.ts'
import { describeMeeting, type MeetingPlace } from './edit-meeting.ts'
import { type EditOutcome, editOrigin } from './edit-outcome.ts'
import { orderKeyAfter } from './order-keys.ts'
import { clearRegister, writeRegister } from './write-register.ts'
import { writeText } from './write-text.ts'

/** Which memo, of which meeting. */
export interface MemoChoice {
  meeting: MeetingPlace
  /** The topic it is about; null for the whole 1-on-1. */
  topicId: string | null
  kind: MemoKind
  /**
   * Null for the sheet of that kind, which both people find without agreeing; random for a further entry,
   * 1–32 of `[A-Za-z0-9_-]`.
   */
  suffix: string | null
  nowMs: number
}

/** The id a choice has: that of the memo which stands for it in a loaded segment, else a new one. */
export function memoIdFor(replica: Replica, choice: MemoChoice): string {
  const view = replica.read().meetings.find(({ key }) => key === choice.meeting.key)
  const standing = view?.memos.find((memo) => {
    const parts = parseMemoId(memo.id)
    return (
      parts?.kind === choice.kind &&
      parts.suffix === choice.suffix &&
      parts.topicId === choice.topicId
    )
  })
  return (
    standing?.id ??
    formatMemoId({
      segment: segmentForMeeting(choice.meeting, choice.nowMs, replica.segments()),
      meeting: choice.meeting.key,
      topicId: choice.topicId,
      kind: choice.kind,
      suffix: choice.suffix,
    })
  )
}

/**
 * Makes a memo read as `text`, creating it when it is not there, and returns its id. One that was removed is put
 * back with the words it had, and `text` follows on a line of its own unless it holds them. Two devices that begin the same sheet at once write into one text: both words are in it.
 */
export function writeMemo(
  replica: Replica,
  choice: MemoChoice & { by: MemberId; text: string },
): EditOutcome<{ memoId: string }> {
  const memoId = memoIdFor(replica, choice)
  const parts = parseMemoId(memoId)
  if (parts === null || !memberPattern.test(choice.by)) return fail('missing')
  const { segment, local } = splitTopicId(memoId)
  const standing = findMemo(replica, memoId)
  const text = standing === null ? choice.text : withRemovedWords(standing, choice.text)
  if (isTooLong(text, standing?.text.length ?? 0)) return fail('text/too-long')
  const orders = memosOf(replica, choice.meeting.key).map(({ order }) => order)
  replica.transact(editOrigin, () => {
    describeMeeting(replica, choice.meeting, choice.nowMs)
    const doc = internalsOf(replica).docToWrite(segment)
    doc.transact(() => {
      const map = memoMap(doc, local)
      if (map.size === 0) {
        writeRegister(map, memoRegisters.author, choice.by)
        writeRegister(map, memoRegisters.created, choice.nowMs)
        writeRegister(map, memoRegisters.order, orderKeyAfter(orders))
      }
      clearRegister(map, memoRegisters.removed)
      if (writeText(memoText(doc, local), text)) noteWriter(map, choice.by)
    })
  })
  return ok({ memoId })
}

/**
 * Makes an existing memo read as `text`; only what differs is written, so that two people typing at once merge
 * letter by letter. A removed one stays removed. One that a merge made too long may still be shortened.
 */
export function setMemoText(
  replica: Replica,
  memoId: string,
  text: string,
  by: MemberId,
): EditOutcome {
  const place = findMemo(replica, memoId)
  if (place === null || !memberPattern.test(by)) return fail('missing')
  if (isTooLong(text, place.text.length)) return fail('text/too-long')
  replica.transact(editOrigin, () => {
    if (writeText(place.text, text)) noteWriter(place.map, by)
  })
  return ok(undefined)
}

/** Removes a memo: it keeps its words, and edits made elsewhere still arrive. */
export function removeMemo(replica: Replica, memoId: string): EditOutcome {
  return editMemo(replica, memoId, (map) => writeRegister(map, memoRegisters.removed, true))
}

/** Puts a removed memo back where it was. */
export function restoreMemo(replica: Replica, memoId: string): EditOutcome {
  return editMemo(replica, memoId, (map) => clearRegister(map, memoRegisters.removed))
}

/** Where a memo is kept. */
export interface MemoPlace {
  doc: Y.Doc
  /** The memo's name inside its segment. */
  local: string
  map: Y.Map<unknown>
  text: Y.Text
}

/** The place of an existing memo; null when it does not exist or its segment is not loaded. */
export function findMemo(replica: Replica, memoId: string): MemoPlace | null {
  if (parseMemoId(memoId) === null) return null
  const { segment, local } = splitTopicId(memoId)
  const doc = internalsOf(replica).doc(segment)
  if (doc === null || !doc.share.has(rootPrefixes.memoEntry + local)) return null
  const map = memoMap(doc, local)
  return map.size === 0 ? null : { doc, local, map, text: memoText(doc, local) }
}

function editMemo(
  replica: Replica,
  memoId: string,
  edit: (map: Y.Map<unknown>) => void,
): EditOutcome {
  const place = findMemo(replica, memoId)
  if (place === null) return fail('missing')
  replica.transact(editOrigin, () => edit(place.map))
  return ok(undefined)
}

function memosOf(replica: Replica, meeting: string): Memo[] {
  return replica.read().meetings.find(({ key }) => key === meeting)?.memos ?? []
}

function memoMap(doc: Y.Doc, local: string): Y.Map<unknown> {
  return doc.getMap(rootPrefixes.memoEntry + local)
}

function memoText(doc: Y.Doc, local: string): Y.Text {
  return doc.getText(rootPrefixes.memo + local)
}

function withRemovedWords({ map, text }: MemoPlace, words: string): string {
  const kept = text.toString()
  const isRemoved = map.get(memoRegisters.removed) === true
  if (!isRemoved || kept.trim() === '' || words.includes(kept)) return words
  return words === '' ? kept : `${kept}\n${words}`
}

function noteWriter(map: Y.Map<unknown>, by: MemberId): void {
  writeRegister(map, memoRegisters.byPrefix + by, true)
}

function isTooLong(text: string, standingLength: number): boolean {
  return text.length > limits.textLength && text.length > standingLength
}
