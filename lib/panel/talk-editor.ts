import type { ErrorCode } from '../base/app-error.ts'
import { callOffMeeting, endMeeting, reopenMeeting } from '../document/edits/edit-lifecycle.ts'
import {
  type MemoChoice,
  memoIdFor,
  removeMemo,
  restoreMemo,
  setMemoText,
  writeMemo,
} from '../document/edits/edit-memo.ts'
import {
  markNuance,
  removeNuance,
  resolveNuance,
  restoreNuance,
  setNuanceReply,
} from '../document/edits/edit-nuance.ts'
import type { EditOutcome } from '../document/edits/edit-outcome.ts'
import {
  addPromise,
  changePromise,
  removePromise,
  restorePromise,
  setPromiseDone,
} from '../document/edits/edit-promise.ts'
import {
  beginPeriod,
  changePeriod,
  closePeriod,
  reopenPeriod,
  setFarewell,
  setPurpose,
} from '../document/edits/edit-relation.ts'
import { markTalked, placeTopic, unmarkTalked } from '../document/edits/place-topic.ts'
import type { Replica } from '../document/types.ts'
import { dayInZone } from '../model/calendar-day.ts'
import { resolveMember } from '../model/member-alias.ts'
import type { Memo } from '../model/memo.ts'
import type { MemberId } from '../model/people.ts'
import type { RelationPeriod } from '../model/relation-period.ts'
import type { TalkEdit } from './talk-edit.ts'
import { mergeText } from './text-merge.ts'
import { writeTakenPeriod } from './write-taken-period.ts'

/** Who edits, where and when. */
export interface TalkPlace {
  self: MemberId
  meeting: MemoChoice['meeting']
  nowMs: number
  /** Random, for whatever the edit begins anew: 1–32 of `[A-Za-z0-9_-]`. */
  suffix: string
  /**
   * What the two agreed on under another address and is shown here though this document says nothing of it; null
   * everywhere else. Changing it writes it here first, so that the change is of what the person saw.
   */
  taken: RelationPeriod | null
}

/** Carries out one edit. Returns the code to tell the person, or null. */
export function applyTalkEdit(
  replica: Replica,
  edit: TalkEdit,
  place: TalkPlace,
): ErrorCode | null {
  const { taken } = place
  const written = taken === null ? done : writeTakenPeriod(replica, taken, edit)
  const outcome = written.ok ? run(replica, edit, place) : written
  if (outcome.ok) return null
  return outcome.error === 'text/too-long' ? 'text/too-long' : 'internal/unexpected'
}

const done: EditOutcome = { ok: true, value: undefined }

function run(replica: Replica, edit: TalkEdit, place: TalkPlace): EditOutcome<unknown> {
  const { self, meeting, nowMs, suffix } = place
  switch (edit.do) {
    case 'write-sheet': {
      const choice = { meeting, topicId: edit.topicId, kind: edit.kind, suffix: null, nowMs }
      const standing = findMemo(replica, memoIdFor(replica, choice))
      // A removed sheet is put back by writing on it; its old words are not what the person saw.
      const current = standing === null || standing.isRemoved ? edit.base : standing.text
      const text = mergeText(edit.base, edit.text, current)
      return writeMemo(replica, { ...choice, by: self, text })
    }
    case 'add-memo': {
      const { topicId, kind, text } = edit
      return writeMemo(replica, { meeting, topicId, kind, suffix, nowMs, by: self, text })
    }
    case 'set-memo': {
      const current = findMemo(replica, edit.memoId)?.text ?? edit.base
      return setMemoText(replica, edit.memoId, mergeText(edit.base, edit.text, current), self)
    }
    case 'remove-memo':
      return removeMemo(replica, edit.memoId)
    case 'restore-memo':
      return restoreMemo(replica, edit.memoId)
    case 'mark-nuance': {
      const { memoId, quote } = edit
      return markNuance(replica, { memoId, by: self, quote, reply: '', suffix, nowMs })
    }
    case 'set-nuance-reply': {
      const current = findReply(replica, edit.nuanceId) ?? edit.base
      return setNuanceReply(replica, edit.nuanceId, mergeText(edit.base, edit.text, current))
    }
    case 'settle-nuance':
      return resolveNuance(replica, edit.nuanceId, edit.isSettled ? nowMs : null)
    case 'remove-nuance':
      return removeNuance(replica, edit.nuanceId)
    case 'restore-nuance':
      return restoreNuance(replica, edit.nuanceId)
    case 'add-promise':
      return addPromise(replica, { ...edit.words, suffix, meeting, nowMs })
    case 'set-promise-text': {
      const current = replica.read().promises.find(({ id }) => id === edit.promiseId)?.text
      const text = mergeText(edit.base, edit.text, current ?? edit.base)
      return changePromise(replica, edit.promiseId, { text })
    }
    case 'change-promise':
      return changePromise(replica, edit.promiseId, edit.words)
    case 'tick-promise':
      return setPromiseDone(replica, edit.promiseId, edit.isDone ? nowMs : null)
    case 'remove-promise':
      return removePromise(replica, edit.promiseId)
    case 'restore-promise':
      return restorePromise(replica, edit.promiseId)
    case 'tick-topic':
      return edit.isTalked
        ? markTalked(replica, edit.topicId, meeting, nowMs)
        : unmarkTalked(replica, edit.topicId)
    case 'bring-topic':
      return placeTopic(replica, edit.topicId, meeting, nowMs)
    case 'end-meeting':
      return endMeeting(replica, meeting, self, nowMs)
    case 'take-place':
      callOffMeeting(replica, meeting, false, nowMs)
      return done
    case 'reopen-meeting':
      reopenMeeting(replica, meeting.key)
      return done
    case 'change-relation':
      return changePeriod(replica, edit.words)
    case 'set-purpose': {
      const { purpose } = replica.read().period
      return setPurpose(replica, mergeText(edit.base, edit.text, purpose))
    }
    case 'review-purpose':
      return changePeriod(replica, { reviewedMs: nowMs, askedDay: dayInZone(nowMs) })
    case 'answer-question':
      return changePeriod(replica, { askedDay: dayInZone(nowMs) })
    case 'set-farewell': {
      const current = readFarewell(replica, edit.member, edit.field)
      return setFarewell(replica, edit.member, edit.field, mergeText(edit.base, edit.text, current))
    }
    case 'close-relation':
      return closePeriod(replica, self, nowMs)
    case 'reopen-relation':
      reopenPeriod(replica)
      return done
    case 'begin-relation':
      return beginPeriod(replica, { kind: edit.kind, startedDay: dayInZone(nowMs) })
  }
}

function findMemo(replica: Replica, memoId: string): Memo | null {
  for (const { memos } of replica.read().meetings) {
    const memo = memos.find(({ id }) => id === memoId)
    if (memo !== undefined) return memo
  }
  return null
}

function findReply(replica: Replica, nuanceId: string): string | null {
  const memo = findMemo(replica, nuanceId.slice(0, nuanceId.lastIndexOf('~')))
  return memo?.nuances.find(({ id }) => id === nuanceId)?.reply ?? null
}

function readFarewell(
  replica: Replica,
  member: MemberId,
  field: 'thanks' | 'takeaway' | 'keepsake',
): string {
  const { aliases, period } = replica.read()
  const { farewells, keepsakes } = period
  // What is read stands under the id that the person is shown by.
  const shown = resolveMember(aliases, member)
  if (field === 'keepsake') return keepsakes.find((one) => one.member === shown)?.text ?? ''
  return farewells.find((one) => one.member === shown)?.[field] ?? ''
}
