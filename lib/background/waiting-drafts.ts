import type { DraftTopic } from '../model/agenda.ts'
import { type MeetingKey, undatedMeeting } from '../model/meeting.ts'
import { isOver, stageOf } from '../model/meeting-stage.ts'
import { isAtSameMoment, type MeetingTimes } from '../model/meeting-time.ts'
import { findSuperseded } from '../model/series-split.ts'
import type { MeetingMarkStore, PairRecord } from '../storage/ports.ts'

/** What {@link draftsForMeeting} reads. */
export interface DraftSources {
  /** Drafts of one pair. */
  drafts: readonly DraftTopic[]
  /** The meeting being opened. */
  meeting: MeetingTimes
  /** Remembered meetings of the pair: they say when a meeting was. */
  remembered: PairRecord['meetings']
  /** Whether the pair's relation carries unfinished topics over. */
  isCarrying: boolean
  /** Meetings that do not take place; see `findCalledOff`. */
  calledOff: ReadonlySet<MeetingKey>
  nowMs: number
}

/** The meetings of drafts that this device found not to take place. */
export async function findCalledOff(
  drafts: readonly DraftTopic[],
  marks: Pick<MeetingMarkStore, 'get'>,
): Promise<Set<MeetingKey>> {
  const found = new Set<MeetingKey>()
  for (const { pairId, meeting } of drafts) {
    if ((await marks.get(pairId, meeting))?.off !== undefined) found.add(meeting)
  }
  return found
}

/**
 * The drafts to show with a meeting: its own, those that wait without a date, and those of meetings that are
 * over or never come. Computed when opened, as topics are carried over; a draft of elsewhere is handed out as
 * one of this meeting, and becomes one when it is edited there. Once the meeting has begun, what waits without
 * a date is for the next one: it is handed out as it is.
 */
export function draftsForMeeting(sources: DraftSources): DraftTopic[] {
  const { drafts, meeting, nowMs } = sources
  const stage = stageOf({ ...meeting, ended: [] }, nowMs)
  const superseded = findSuperseded([meeting.key, ...drafts.map((draft) => draft.meeting)])
  const isWaiting = (draft: DraftTopic): boolean =>
    superseded.has(draft.meeting) ||
    sources.calledOff.has(draft.meeting) ||
    isAtSameMoment(timesOf(draft.meeting, sources.remembered), meeting) ||
    (sources.isCarrying && isDraftOver(draft.meeting, sources))
  return drafts.flatMap((draft) => {
    if (draft.meeting === meeting.key) return draft
    if (draft.meeting === undatedMeeting) {
      return stage === 'prepare' ? { ...draft, meeting: meeting.key } : draft
    }
    return stage !== 'ended' && isWaiting(draft) ? { ...draft, meeting: meeting.key } : []
  })
}

function isDraftOver(key: MeetingKey, { remembered, nowMs }: DraftSources): boolean {
  const endMs = remembered.find((one) => one.key === key)?.facts.endMs
  return isOver({ ...timesOf(key, remembered), ended: [] }, nowMs, endMs)
}

function timesOf(key: MeetingKey, remembered: DraftSources['remembered']): MeetingTimes {
  const facts = remembered.find((one) => one.key === key)?.facts
  return { key, startMs: facts?.startMs ?? null, day: facts?.day ?? null }
}
