import type { WorldClock } from '../world-clock.ts'
import type { WorldRandom } from '../world-random.ts'
import { type CalendarHabits, type CalendarStore, createCalendarStore } from './calendar-store.ts'
import { createDriveStore, type DriveHabits, type DriveStore } from './drive-store.ts'
import type { OAuthHabits } from './oauth-authorize.ts'
import { createOAuthStore, type OAuthStore } from './oauth-store.ts'
import { createDirectory, type Directory } from './people.ts'
import { createSessions, type Sessions } from './sessions.ts'

/** Everything the stand-in Google knows. Tests read and change it directly. */
export interface GoogleStore {
  clock: WorldClock
  people: Directory
  sessions: Sessions
  oauth: OAuthStore
  calendar: CalendarStore
  drive: DriveStore
  /** Mails that would have been sent. */
  mails: { to: string; from: string; about: string }[]
  /** Switches for behaviour that documents leave open or reports disagree on. */
  habits: { oauth: OAuthHabits; calendar: CalendarHabits; drive: DriveHabits }
  newMeetCode(): string
}

/** An empty Google with its usual habits. */
export function createGoogleStore(clock: WorldClock, random: WorldRandom): GoogleStore {
  const people = createDirectory()
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  return {
    clock,
    people,
    sessions: createSessions(people, random),
    oauth: createOAuthStore(clock, random),
    calendar: createCalendarStore(clock, random, people),
    drive: createDriveStore(clock, random),
    mails: [],
    habits: {
      oauth: { isAutoConsent: false, onepickStyle: 'query' },
      calendar: { guestWrites: 'stay-on-copy', pageCap: null, startsWithEmptyPage: false },
      drive: { unpicked: 'notFound', refusedRecipients: [] },
    },
    newMeetCode: () => [3, 4, 3].map((length) => random.text(length, letters)).join('-'),
  }
}
