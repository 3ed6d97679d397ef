import { mondayBefore } from '../google/page-events.ts'
import type { EventCopy } from './calendar-event.ts'
import type { MeetingDraft } from './calendar-store.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { workColleague, workMentee, workMentor } from './usual-microsoft-people.ts'

/** The events of {@link seedOutlookPair}, as the organizer's copies. */
export interface OutlookPairEvents {
  /** Weekly 1-on-1, Wednesdays 10:00–10:30 Tokyo time, since four weeks ago; the master. */
  weekly: EventCopy
  /** A single 1-on-1, Thursday 15:00–15:45 of this week. */
  single: EventCopy
  /** Three people, Tuesday 11:00. */
  threePeople: EventCopy
  /** The two and a room, Friday 13:00. */
  withRoom: EventCopy
  /** The two, with a list the organizer hid; Monday 16:00. */
  hiddenList: EventCopy
  /** Nobody invited, Tuesday 9:00, of the mentee. */
  alone: EventCopy
  /** All-day, Friday, of the mentee. */
  allDay: EventCopy
  /** The two, Thursday 9:00, called off by its organizer. */
  calledOff: EventCopy
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A meeting room of Contoso. */
export const workRoom = 'room4f@contoso.example'

/** Fills the calendars of two people for the week of the world's present time, as `seedTwoPeople` does for Google's. */
export function seedOutlookPair(
  { calendar, clock }: Pick<MicrosoftStore, 'calendar' | 'clock'>,
  organizer = workMentor,
  other = workMentee,
): OutlookPairEvents {
  const mondayMs = mondayBefore(clock.nowMs() + dayMs, 'Asia/Tokyo')
  const at = (day: number, hour: number) => mondayMs + day * dayMs + hour * hourMs
  const pair = (subject: string, more: Omit<MeetingDraft, 'organizer'>) =>
    calendar.add({ organizer, guests: [other], subject, isOnlineMeeting: true, ...more })
  const calledOff = pair('1on1（中止）', { startMs: at(3, 9), endMs: at(3, 9.5) })
  calendar.cancel({ copy: calledOff, originalMs: null })
  return {
    weekly: pair('森さんとの 1on1', {
      startMs: at(2 - 28, 10),
      endMs: at(2 - 28, 10.5),
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=WE'],
      body: '毎週の 1on1',
    }),
    single: pair('青木 / 森 キャリアの話', { startMs: at(3, 15), endMs: at(3, 15.75) }),
    threePeople: pair('デザインレビュー', {
      guests: [other, workColleague],
      startMs: at(1, 11),
      endMs: at(1, 12),
    }),
    withRoom: pair('1on1（対面）', {
      guests: [other, { email: workRoom, name: '会議室 4F もみじ', type: 'resource' }],
      startMs: at(4, 13),
      endMs: at(4, 13.5),
      location: '会議室 4F もみじ',
    }),
    hiddenList: pair('面談', { startMs: at(0, 16), endMs: at(0, 16.5), hideAttendees: true }),
    alone: calendar.add({
      organizer: other,
      subject: '資料づくり',
      startMs: at(1, 9),
      endMs: at(1, 10),
    }),
    allDay: calendar.add({
      organizer: other,
      subject: '全社イベント',
      isAllDay: true,
      startMs: at(4, 9),
      endMs: at(5, 9),
    }),
    calledOff,
  }
}
