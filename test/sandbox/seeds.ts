import { addEvent, type EventDraft } from './google/event-builders.ts'
import type { EventCopy } from './google/event-copy.ts'
import { mondayBefore } from './google/page-events.ts'
import { mentee, mentor, room, third } from './usual-people.ts'
import type { World } from './world.ts'

/** How the two people's calendar is set up. */
export interface SeedOptions {
  /** Who organizes the 1-on-1s; the mentor when absent. */
  organizer?: string
}

/** The events of {@link seedTwoPeople}, as the organizer's copies. */
export interface TwoPeople {
  /** Weekly 1-on-1, Wednesdays 10:00–10:30 Tokyo time, since four weeks ago; the master. */
  weekly: EventCopy
  /** A single 1-on-1, Thursday 15:00–15:45 of this week, without a series. */
  single: EventCopy
  /** Three people, Tuesday 11:00. */
  threePeople: EventCopy
  /** The two and a room, Friday 13:00. */
  withRoom: EventCopy
  /** The two, with a guest list the organizer hid; Monday 16:00. */
  hiddenList: EventCopy
  /** Nobody invited, Tuesday 9:00, of the mentee. */
  alone: EventCopy
  /** All-day, Friday, of the mentee. */
  allDay: EventCopy
  /** Focus time, out of office and working location of the mentee. */
  focusTime: EventCopy
  outOfOffice: EventCopy
  workingLocation: EventCopy
  birthday: EventCopy
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Fills the calendars of mentee and mentor for the week of the world's present time. */
export function seedTwoPeople(world: World, options: SeedOptions = {}): TwoPeople {
  const { store } = world
  const organizer = options.organizer ?? mentor
  const other = organizer === mentor ? mentee : mentor
  // The page's week begins on Sunday: on that day the week ahead is the one on screen.
  const mondayMs = mondayBefore(world.clock.nowMs() + dayMs, 'Asia/Tokyo')
  const at = (day: number, hour: number) => mondayMs + day * dayMs + hour * hourMs
  const add = (draft: EventDraft) => addEvent(store, draft)
  const pair = { organizer, guests: [organizer, other], hasMeet: true }
  const own = (draft: Omit<EventDraft, 'organizer'>) => add({ organizer: mentee, ...draft })
  const allDay = (day: number) => ({
    // All-day times are midnights UTC of their dates; 9 hours before that, the day begins in Tokyo.
    startMs: at(day, 9),
    endMs: at(day + 1, 9),
    isAllDay: true,
  })
  store.calendar.tasks.push({
    id: `tasks_${store.calendar.newEventId()}`,
    ownerEmail: mentee,
    title: '1on1 の前に目標シートを見直す',
    startMs: at(2, 9),
    endMs: at(2, 9.5),
  })
  return {
    weekly: add({
      ...pair,
      title: '森さんとの 1on1',
      startMs: at(2 - 28, 10),
      endMs: at(2 - 28, 10.5),
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=WE'],
      description: '毎週の 1on1',
    }),
    single: add({
      ...pair,
      title: '青木 / 森 キャリアの話',
      startMs: at(3, 15),
      endMs: at(3, 15.75),
    }),
    threePeople: add({
      organizer,
      guests: [organizer, other, third],
      title: 'デザインレビュー',
      startMs: at(1, 11),
      endMs: at(1, 12),
    }),
    withRoom: add({
      ...pair,
      guests: [organizer, other, room],
      title: '1on1（対面）',
      startMs: at(4, 13),
      endMs: at(4, 13.5),
      location: '会議室 4F もみじ',
    }),
    hiddenList: add({
      ...pair,
      title: '面談',
      startMs: at(0, 16),
      endMs: at(0, 16.5),
      isGuestListHidden: true,
    }),
    alone: own({ title: '資料づくり', startMs: at(1, 9), endMs: at(1, 10) }),
    allDay: own({ title: '全社イベント', ...allDay(4) }),
    focusTime: own({
      title: 'フォーカス タイム',
      eventType: 'focusTime',
      startMs: at(3, 9),
      endMs: at(3, 11),
    }),
    outOfOffice: own({
      title: '不在',
      eventType: 'outOfOffice',
      startMs: at(4, 17),
      endMs: at(4, 19),
    }),
    workingLocation: own({ title: '自宅', eventType: 'workingLocation', ...allDay(0) }),
    birthday: own({
      title: '青木さんの誕生日',
      eventType: 'birthday',
      ...allDay(5),
      recurrence: ['RRULE:FREQ=YEARLY'],
    }),
  }
}
