import type { WorldClock } from '../world-clock.ts'
import type { WorldRandom } from '../world-random.ts'
import { type CalendarHabits, usualCalendarHabits } from './calendar-habits.ts'
import { type CalendarStore, createCalendarStore } from './calendar-store.ts'
import { createEntraStore, type EntraStore } from './entra-store.ts'
import { type FileHabits, usualFileHabits } from './onedrive-habits.ts'
import { createOneDriveStore, type OneDriveStore } from './onedrive-store.ts'
import { createMicrosoftDirectory, type MicrosoftDirectory } from './people.ts'
import { createMicrosoftSessions, type MicrosoftSessions } from './sessions.ts'
import { createTenants, type Tenants } from './tenants.ts'

/** How Entra behaves where documents leave it open or reports disagree. */
export interface EntraHabits {
  /** Account and consent pages answer themselves with yes; what an administrator withholds stays withheld. */
  isAutoConsent: boolean
  /** The error of `prompt=none` without consent. The first does not say that consent is what is missing. */
  silentConsentError: 'interaction_required' | 'consent_required'
  /** What the app hears after "Need admin approval". The first reads like a person who refused. */
  adminNeededReturn: 'AADSTS65004' | 'AADSTS90094'
  /** How the token answer names granted Graph scopes, whatever spelling was asked for. */
  scopeSpelling: 'full-address' | 'short'
  /** `expires_in` of access tokens, in seconds. The real one is drawn between 60 and 90 minutes. */
  accessTokenLifetimeS: number
}

/** How `/me` behaves where reports disagree. */
export interface ProfileHabits {
  /** Personal accounts have no `mail`; their address is only in `userPrincipalName`. */
  isPersonalMailNull: boolean
}

/** Everything the stand-in Microsoft knows. Tests read and change it directly. */
export interface MicrosoftStore {
  clock: WorldClock
  random: WorldRandom
  tenants: Tenants
  people: MicrosoftDirectory
  sessions: MicrosoftSessions
  entra: EntraStore
  files: OneDriveStore
  calendar: CalendarStore
  /** Mails that would have been sent. */
  mails: { to: string; from: string; about: string }[]
  /** Switches for behaviour that only a real tenant can settle; the inconvenient answer first. */
  habits: {
    entra: EntraHabits
    profile: ProfileHabits
    files: FileHabits
    calendar: CalendarHabits
  }
}

/** An empty Microsoft with its usual habits. */
export function createMicrosoftStore(clock: WorldClock, random: WorldRandom): MicrosoftStore {
  const tenants = createTenants()
  const people = createMicrosoftDirectory(tenants)
  const mails: MicrosoftStore['mails'] = []
  const calendarHabits = usualCalendarHabits()
  return {
    clock,
    random,
    tenants,
    people,
    sessions: createMicrosoftSessions(people, random),
    entra: createEntraStore(clock, random, people),
    files: createOneDriveStore(clock, random, people),
    calendar: createCalendarStore({ clock, random, people, habits: calendarHabits, mails }),
    mails,
    habits: {
      entra: {
        isAutoConsent: false,
        silentConsentError: 'interaction_required',
        adminNeededReturn: 'AADSTS65004',
        scopeSpelling: 'full-address',
        accessTokenLifetimeS: 3599,
      },
      profile: { isPersonalMailNull: true },
      files: usualFileHabits(),
      calendar: calendarHabits,
    },
  }
}
