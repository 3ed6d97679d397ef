import { toHex } from '../base/bytes.ts'
import type { Random } from '../base/clock.ts'
import { limits } from '../base/limits.ts'
import { orderKeyAfter } from '../document/edits/order-keys.ts'
import { segmentForMeeting } from '../document/segments.ts'
import { formatTopicId } from '../document/topic-id.ts'
import { undatedMeeting } from '../model/meeting.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentStore, PairStore } from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { UpcomingMeeting } from './upcoming/list-upcoming.ts'

/**
 * Puts a text aside for the next 1-on-1 with a partner: a draft of one's own, on this device only, for the
 * next known meeting, else 日程未設定. Longer texts than a note can hold are cut at its end. Resolves to the
 * meeting it waits for; null when the text is empty or the pair is not known.
 */
export type PutAside = (pairId: PairId, text: string) => Promise<{ meeting: string } | null>

/** Letters of the selected text that make the title. */
const titleLetters = 40

/** Builds it. */
export function createPutAside(dependencies: {
  pairs: PairStore
  privates: PrivateStore
  documents: Pick<DocumentStore, 'segments'>
  upcoming: () => Promise<UpcomingMeeting[]>
  random: Random
  nowMs: () => number
}): PutAside {
  const { pairs, privates, random } = dependencies
  return async (pairId, text) => {
    const note = clean(text)
    const record = await pairs.get(pairId)
    if (record === null || note === '') return null
    const next = (await dependencies.upcoming()).find((one) => one.pairId === pairId)
    const meeting =
      next === undefined
        ? { key: undatedMeeting, startMs: null, day: null }
        : { key: next.key, startMs: next.startMs, day: next.day }
    const nowMs = dependencies.nowMs()
    const present = await dependencies.documents.segments(pairId)
    const standing = await privates.draftsOf(pairId, meeting.key)
    await privates.putDraft({
      id: formatTopicId({
        segment: segmentForMeeting(meeting, nowMs, present),
        meeting: meeting.key,
        owner: record.self.id,
        kind: 'custom',
        suffix: toHex(random.bytes(6)),
      }),
      pairId,
      meeting: meeting.key,
      kind: 'custom',
      title: titleOf(note),
      response: null,
      responseNote: '',
      note,
      order: orderKeyAfter(standing.map((draft) => draft.order)),
      createdMs: nowMs,
      updatedMs: nowMs,
    })
    return { meeting: meeting.key }
  }
}

/** The text without what a page may hide in it, and no longer than a note. */
function clean(text: string): string {
  // Half a letter at the cut would not be a text any more.
  return text
    .trim()
    .slice(0, limits.textLength)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
}

/** The beginning of the text in one line, cut between letters. */
function titleOf(note: string): string {
  const line = note.replaceAll(/\s+/g, ' ').slice(0, limits.lineLength)
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line)]
  const head = letters.slice(0, titleLetters).map((one) => one.segment)
  const isWhole = letters.length <= titleLetters && line.length === note.length
  const title = isWhole ? line : `${head.join('')}…`
  // A single letter may be made of hundreds of marks.
  return title.length <= limits.lineLength
    ? title
    : title.slice(0, limits.lineLength).toWellFormed()
}
