import type { MeetingView, PairView, Topic } from './agenda.ts'
import type { MeetingKey } from './meeting.ts'
import { undatedMeeting } from './meeting.ts'
import { isOver, stageOf, wasHeld } from './meeting-stage.ts'
import {
  compareMeetings,
  isAtSameMoment,
  type MeetingTimes,
  spanOfMeeting,
} from './meeting-time.ts'
import { isLiveMemo, type Memo } from './memo.ts'
import type { PairId } from './people.ts'
import { openPromises, type PairPromise, sortPromises } from './promise.ts'
import { carriesOver } from './relation-period.ts'
import { findSuperseded } from './series-split.ts'

/** A topic that comes from elsewhere. It keeps its id and its words: nothing is copied. */
export interface CarriedTopic {
  /** The pair document that holds it; another than the open one after two addresses were merged. */
  pairId: PairId
  topic: Topic
  /** The meeting it waits in; null while it waits without a date. */
  from: MeetingKey | null
  /** The day of that meeting; null where unknown. */
  fromDay: string | null
  /** That meeting does not take place. */
  isCalledOff: boolean
}

/** What waits for the meeting that is being opened. */
export interface CarryOver {
  /** Unfinished topics, those of the last meeting first, those without a date last. */
  topics: CarriedTopic[]
  /** Open promises, in calm order. */
  promises: PairPromise[]
  /** What the two wanted to keep in mind until now. */
  keep: Memo[]
  /** Unfinished ones that the relation does not carry over by itself; offered on request. */
  resting: CarriedTopic[]
  /** Topics prepared for another meeting still to come; offered on request. */
  planned: CarriedTopic[]
}

/** What {@link carryOver} reads. */
export interface CarrySources {
  view: PairView
  /** Views of further documents of the same two people (merged addresses). */
  elsewhere?: readonly PairView[]
  /** The meeting being opened; it need not be known to the document. */
  meeting: MeetingTimes
  nowMs: number
}

/**
 * What carries over to a meeting, computed at the moment it is opened and never written down: so it does not
 * matter in which order meetings were prepared, moved, skipped, split or cancelled, nor whose calendar they
 * are in. Nothing carries over to a meeting that is over.
 */
export function carryOver({ view, elsewhere = [], meeting, nowMs }: CarrySources): CarryOver {
  const views = [view, ...elsewhere]
  const known = views.flatMap(({ meetings }) => meetings).filter(({ key }) => key === meeting.key)
  const opened = { ...meeting, ended: known.flatMap(({ ended }) => ended) }
  const promises = sortPromises(views.flatMap((one) => openPromises(one.promises)))
  const isCarrying = carriesOver(view.period) && view.period.closed === null
  // Writing "keep in mind until next time" is a wish of its own: it stands whatever the relation does.
  const keep = keepInMind(views, nowMs, meeting)
  const carried: CarryOver = { topics: [], promises, keep, resting: [], planned: [] }
  if (stageOf(opened, nowMs) === 'ended') return carried

  const superseded = findSuperseded([
    meeting.key,
    ...views.flatMap(({ meetings }) => meetings.map(({ key }) => key)),
  ])
  for (const { pairId, meetings } of views) {
    for (const source of meetings) {
      const isSame = source.key === meeting.key
      if (isSame && pairId === view.pairId) continue
      const waiting = source.topics.filter((topic) => !topic.isRemoved && topic.talkedMs === null)
      if (waiting.length === 0) continue
      const isUndated = source.key === undatedMeeting
      // Prepared for a meeting that never comes: that is not carrying a thread on, so it always goes along.
      const isHomeless =
        isUndated ||
        source.isCalledOff ||
        superseded.has(source.key) ||
        (source.ended.length === 0 && isAtSameMoment(source, meeting)) ||
        // Prepared for this very 1-on-1 before its guest got another address.
        isSame
      const isPast = isOver(source, nowMs) && isBefore(source, meeting)
      const list = isHomeless
        ? carried.topics
        : !isPast
          ? carried.planned
          : isCarrying
            ? carried.topics
            : carried.resting
      const from = isUndated ? null : source.key
      const fromDay = spanOfMeeting(source)?.day ?? null
      const { isCalledOff } = source
      list.push(...waiting.map((topic) => ({ pairId, topic, from, fromDay, isCalledOff })))
    }
  }
  const order = orderOf(views)
  for (const list of [carried.topics, carried.resting, carried.planned]) list.sort(order)
  return carried
}

/**
 * What to keep in mind now: the `keep` memos of the latest 1-on-1 before `meeting` (null: of all) that the
 * two really had. A skipped or cancelled one in between changes nothing; the next one they have takes over.
 */
export function keepInMind(
  views: readonly PairView[],
  nowMs: number,
  meeting: MeetingTimes | null = null,
): Memo[] {
  const held = views
    .flatMap(({ meetings }) => meetings)
    .filter((one) => wasHeld(one) && one.key !== meeting?.key && !one.isCalledOff)
    .filter(
      (one) => stageOf(one, nowMs) === 'ended' && (meeting === null || isBefore(one, meeting)),
    )
    .sort(compareMeetings)
  const last = held.at(-1)
  return held
    .filter(({ key }) => key === last?.key)
    .flatMap(({ memos }) => memos.filter((memo) => memo.kind === 'keep' && isLiveMemo(memo)))
}

/** True unless `source` is known to be later. A meeting without a date comes after all that are over. */
function isBefore(source: MeetingView, meeting: MeetingTimes): boolean {
  const [from, to] = [spanOfMeeting(source), spanOfMeeting(meeting)]
  return from === null || to === null || from.startMs <= to.startMs
}

/** Latest meeting first, those without a date last; inside one meeting as its list is sorted. */
function orderOf(views: readonly PairView[]): (a: CarriedTopic, b: CarriedTopic) => number {
  const places = new Map<string, number>()
  for (const { pairId, meetings } of views) {
    for (const source of meetings) {
      places.set(`${pairId} ${source.key}`, spanOfMeeting(source)?.startMs ?? -Infinity)
    }
  }
  const placeOf = ({ pairId, from }: CarriedTopic): number =>
    places.get(`${pairId} ${from ?? undatedMeeting}`) ?? -Infinity
  // Stable: topics of one meeting keep the order they came in.
  return (a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)]
    return first === second ? 0 : second - first
  }
}
