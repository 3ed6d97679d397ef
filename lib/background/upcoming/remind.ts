import type { MeetingKey } from '../../model/meeting.ts'
import type { PairId } from '../../model/people.ts'
import type { ReminderMinutes } from '../../model/reminder.ts'
import type { MeetingMarkStore, PairStore } from '../../storage/ports.ts'
import type { SeenKeeper } from '../seen-keeper.ts'
import type { UpcomingMeeting } from './list-upcoming.ts'
import { reminderMs } from './plan-wake.ts'

/** Shows something on the person's desktop, where they allowed it. */
export interface Notifier {
  /** False until the person granted the permission, and after they took it back. */
  canNotify(): Promise<boolean>
  /** Shows the reminder of one meeting: a fixed sentence without a name. */
  showReminder(pairId: PairId, startMs: number): Promise<void>
}

/** Reminds of what is about to begin. */
export type RemindDue = (
  meetings: readonly UpcomingMeeting[],
  minutes: ReminderMinutes,
) => Promise<void>

/**
 * Builds it. A 1-on-1 is reminded of once per start, and not at all when there is nothing new since it was on
 * screen, when it has begun, or when the pair never used Yohaku. The reminder is claimed before it is shown: a
 * worker that dies in between costs the reminder, never shows it twice.
 */
export function createRemindDue(dependencies: {
  notifier: Notifier
  pairs: PairStore
  marks: MeetingMarkStore
  seen: SeenKeeper
  isEnded: (pairId: PairId, meeting: MeetingKey) => Promise<boolean>
  nowMs: () => number
}): RemindDue {
  const { notifier, pairs, marks, seen, nowMs } = dependencies

  const claim = async (pairId: PairId, key: MeetingKey, startMs: number): Promise<boolean> => {
    let isClaimed = false
    await marks.update(pairId, key, (mark) => {
      if (mark?.remindedStartMs === startMs) return null
      isClaimed = true
      return {
        ...mark,
        openedMs: mark?.openedMs ?? null,
        seenNews: mark?.seenNews ?? null,
        remindedStartMs: startMs,
        updatedMs: nowMs(),
      }
    })
    return isClaimed
  }

  return async (meetings, minutes) => {
    if (minutes === 0 || !(await notifier.canNotify())) return
    for (const { pairId, key, startMs } of meetings) {
      // Nobody can be reminded in time of what only has a day.
      if (startMs === null) continue
      if (nowMs() < reminderMs(startMs, minutes) || nowMs() >= startMs) continue
      const record = await pairs.get(pairId)
      if (record === null || (await dependencies.isEnded(pairId, key))) continue
      if ((await seen.stateOf(record, key)) === 'seen') continue
      if (await claim(pairId, key, startMs)) await notifier.showReminder(pairId, startMs)
    }
  }
}
