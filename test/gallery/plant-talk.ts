import { endMeeting } from '../../lib/document/edits/edit-lifecycle.ts'
import { writeMemo } from '../../lib/document/edits/edit-memo.ts'
import { markNuance } from '../../lib/document/edits/edit-nuance.ts'
import { addPromise, setPromiseDone } from '../../lib/document/edits/edit-promise.ts'
import {
  changePeriod,
  closePeriod,
  setFarewell,
  setPurpose,
} from '../../lib/document/edits/edit-relation.ts'
import { markTalked } from '../../lib/document/edits/place-topic.ts'
import { listSentences, quoteAt } from '../../lib/model/locate-quote.ts'
import type { MemoKind } from '../../lib/model/memo.ts'
import type { MemberId } from '../../lib/model/people.ts'
import type { RelationKind } from '../../lib/model/topics.ts'
import type { FakeBackground } from './fake-background.ts'
import { plantTopic } from './plant-topic.ts'
import { me, partner, sampleMeeting, sampleNowMs, samplePairId } from './sample-context.ts'

const dayMs = 24 * 3_600_000

/** A weekly 1-on-1 of the pair, `weeksAgo` before the one on screen. */
export function pastMeeting(weeksAgo: number) {
  const startMs = (sampleMeeting.startMs ?? 0) - weeksAgo * 7 * dayMs
  const date = new Date(startMs).toISOString()
  return {
    key: `weekly@google.com|${date.slice(0, 19).replaceAll(/[-:]/g, '')}Z`,
    startMs,
    day: date.slice(0, 10),
  }
}

/** A memo to be found in the document. */
export interface PlantedMemo {
  by: MemberId
  text: string
  kind?: MemoKind
  topicId?: string | null
  /** A memo of its own; the shared sheet unless given. */
  suffix?: string
  meeting?: { key: string; startMs: number | null; day: string | null }
}

/** Puts a memo into the stored document. Returns its id. */
export function plantMemo(background: FakeBackground, memo: PlantedMemo): string {
  const written = writeMemo(background.documentOf(samplePairId), {
    meeting: memo.meeting ?? sampleMeeting,
    topicId: memo.topicId ?? null,
    kind: memo.kind ?? 'point',
    suffix: memo.suffix ?? null,
    nowMs: sampleNowMs,
    by: memo.by,
    text: memo.text,
  })
  if (!written.ok) throw new Error(written.error)
  return written.value.memoId
}

/** Marks the `at`-th sentence of a memo. */
export function plantNuance(
  background: FakeBackground,
  memoId: string,
  mark: { by: MemberId; at: number; reply: string },
): void {
  const document = background.documentOf(samplePairId)
  const memo = document
    .read()
    .meetings.flatMap(({ memos }) => memos)
    .find(({ id }) => id === memoId)
  const range = listSentences(memo?.text ?? '')[mark.at]
  if (memo === undefined || range === undefined) throw new Error('no such sentence')
  markNuance(document, {
    memoId,
    by: mark.by,
    quote: quoteAt(memo.text, range),
    reply: mark.reply,
    suffix: `n${mark.at}`,
    nowMs: sampleNowMs,
  })
}

/** Puts a promise into the stored document. */
export function plantPromise(
  background: FakeBackground,
  promise: {
    id: string
    owner: MemberId
    text: string
    dueDay?: string
    whenWhere?: string
    isDone?: boolean
  },
): void {
  const document = background.documentOf(samplePairId)
  const { id, owner, text, dueDay = null, whenWhere = '' } = promise
  const meeting = pastMeeting(1)
  const nowMs = sampleNowMs - 7 * dayMs
  const words = { owner, text, dueDay, whenWhere }
  const added = addPromise(document, { ...words, suffix: id, meeting, nowMs })
  if (!added.ok) throw new Error(added.error)
  if (promise.isDone === true) setPromiseDone(document, added.value.promiseId, sampleNowMs - dayMs)
}

/** The pair has chosen a relation. */
export function plantRelation(
  background: FakeBackground,
  kind: RelationKind,
  startedDay: string | null = null,
): void {
  changePeriod(background.documentOf(samplePairId), { kind, mentee: me.id, startedDay })
}

/** A mentor relation at its end, with the words of both. */
export function plantClosing(background: FakeBackground, isClosed: boolean): void {
  const document = background.documentOf(samplePairId)
  plantRelation(background, 'mentor', '2026-02-01')
  setPurpose(document, '異動の前に、何を大事にしたいかを言葉にする')
  setFarewell(document, partner.id, 'thanks', '毎回、正直な問いを持ってきてくれてありがとう。')
  setFarewell(
    document,
    me.id,
    'keepsake',
    'はじめの頃は「正解は何ですか」と聞いていました。\nいまは、自分の問いを自分の言葉で持っています。\nそれが、この一年でいちばんうれしかったことです。',
  )
  setFarewell(document, me.id, 'takeaway', '迷ったら、声に出して三つ書く。')
  if (isClosed) closePeriod(document, partner.id, sampleNowMs)
}

/** One of the two ended the meeting on screen, or another. */
export function plantEnding(
  background: FakeBackground,
  member: MemberId,
  meeting: { key: string; startMs: number | null; day: string | null } = sampleMeeting,
): void {
  endMeeting(background.documentOf(samplePairId), meeting, member, sampleNowMs)
}

/** Last week's 1-on-1, ended with something left open, something to keep in mind, and promises. */
export function plantLastTime(background: FakeBackground): void {
  const last = pastMeeting(1)
  plantTopic(background, {
    owner: me.id,
    kind: 'growth',
    response: 'view',
    note: '数字の読みかたを、どこから学ぶか。',
    meeting: last,
  })
  plantTopic(background, { owner: partner.id, kind: 'policy', meeting: last })
  plantMemo(background, {
    by: partner.id,
    kind: 'keep',
    text: '週に一度、予定のない30分を先に押さえる',
    meeting: last,
  })
  plantPromise(background, {
    id: 'intro',
    owner: me.id,
    text: '企画課の先輩を紹介する',
    whenWhere: '金曜の朝、席に着いたら',
  })
  plantPromise(background, {
    id: 'draft',
    owner: partner.id,
    text: '評価シートの下書きに目を通す',
    dueDay: '2026-11-24',
  })
  plantEnding(background, partner.id, last)
}

/** Five weeks that each left topics open. */
export function plantLongThread(background: FakeBackground): void {
  for (const week of [1, 2, 3, 4, 5]) {
    const meeting = pastMeeting(week)
    for (const [index, owner] of [me.id, partner.id].entries()) {
      const title = `続きの話題 ${week}-${'*'.repeat(index + 1)}`
      plantTopic(background, { owner, kind: 'custom', title, meeting })
    }
    plantEnding(background, partner.id, meeting)
  }
}

/** Some weeks of this year and one talk of two years ago. */
export function plantYears(background: FakeBackground): void {
  plantLastTime(background)
  const earlier = pastMeeting(3)
  const topicId = plantTopic(background, {
    owner: me.id,
    kind: 'custom',
    title: '会議の最初の5分',
    response: 'together',
    meeting: earlier,
  })
  markTalked(background.documentOf(samplePairId), topicId, earlier, sampleNowMs)
  plantMemo(background, {
    by: partner.id,
    topicId,
    text: '数字の前に、お客さまの声から始める。三つだけ読む。',
    meeting: earlier,
  })
  plantMemo(background, {
    by: me.id,
    kind: 'keep',
    text: '会議の最初の5分は声から始める',
    meeting: earlier,
  })
  plantEnding(background, me.id, earlier)
  const old = pastMeeting(105)
  plantTopic(background, { owner: partner.id, kind: 'growth', meeting: old })
  plantMemo(background, {
    by: partner.id,
    text: 'はじめての1on1。コエを聞くことから。',
    meeting: old,
  })
  plantEnding(background, partner.id, old)
}
