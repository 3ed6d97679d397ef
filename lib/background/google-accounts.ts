import type { TokenProvider } from '../auth/token-provider.ts'
import type { Clock, Random, Timers } from '../base/clock.ts'
import type { Fetch } from '../base/fetch.ts'
import type { CalendarApi } from '../calendar/calendar-api.ts'
import { createGoogleCalendar } from '../calendar/google-calendar.ts'
import type { FileHome } from '../remote/file-home.ts'
import { createGoogleDrive } from '../remote/google-drive.ts'
import { createHttp } from '../remote/http.ts'

/** The two services of Google that one account gives. */
export interface GoogleAccounts {
  homeOf(email: string): FileHome
  calendarOf(email: string): CalendarApi
}

/** Clients per account, made on first use; they hold no token. */
export function createGoogleAccounts(parts: {
  fetch: Fetch
  tokens: TokenProvider
  clock: Clock
  timers: Timers
  random: Random
}): GoogleAccounts {
  const { fetch, tokens, clock, timers, random } = parts
  const homes = new Map<string, FileHome>()
  const calendars = new Map<string, CalendarApi>()
  const httpOf = (email: string) => createHttp({ fetch, tokens, email, timers })
  return {
    homeOf(email) {
      const home = homes.get(email) ?? createGoogleDrive({ http: httpOf(email), clock, random })
      homes.set(email, home)
      return home
    },
    calendarOf(email) {
      const calendar =
        calendars.get(email) ?? createGoogleCalendar({ http: httpOf(email), clock, email })
      calendars.set(email, calendar)
      return calendar
    },
  }
}
