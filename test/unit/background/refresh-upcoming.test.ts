import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createUpcomingRefresher } from '../../../lib/background/upcoming/refresh-upcoming.ts'
import type { CalendarApi } from '../../../lib/calendar/calendar-api.ts'
import type { Refusal } from '../../../lib/remote/shared-file.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const minuteMs = 60_000
const signal = new AbortController().signal

function openRefresher(refusals: Map<string, Refusal> = new Map()) {
  const desk = openDesk(nowMs)
  const asked: string[] = []
  const three = [guestOf('ann@example.com'), guestOf('ben@example.com'), guestOf('cy@example.com')]
  const events = [
    factsOf('two', nowMs + minuteMs),
    factsOf('three', nowMs + minuteMs, { guests: three }),
    factsOf('alone', nowMs + minuteMs, { guests: [], guestList: 'none' }),
  ]
  const refresher = createUpcomingRefresher({
    providers: {
      accounts: async () => [
        ...['ann@example.com', 'ann@work.example'].map((email) => ({
          provider: 'google' as const,
          email,
          scopes: [],
        })),
        // Her calendar there is not read through an API.
        { provider: 'microsoft', email: 'ann@example.com', scopes: [] },
      ],
      calendarOf: ({ provider, email }) =>
        provider === 'microsoft'
          ? null
          : ({
              listBetween: async () => {
                asked.push(email)
                const list = events.map((facts) => ({ facts, etag: '', attachments: [] }))
                return refusals.get(email) ?? { kind: 'found', events: list }
              },
            } as unknown as CalendarApi),
    },
    upcoming: desk.stores.upcoming,
    onRead: async () => undefined,
    nowMs: desk.clock.nowMs,
  })
  return { desk, asked, refresher }
}

describe('asking the calendars', () => {
  it('keeps only what is about two people, and nothing that is written in an event', async () => {
    const { desk, refresher } = openRefresher()
    expect(await refresher.refresh(minuteMs, signal)).toEqual({ hasNews: true, error: null })
    const [cache] = await desk.stores.upcoming.list()
    expect(cache?.events.map((facts) => facts.eventId)).toEqual(['two'])
    expect(cache).toMatchObject({ fetchedMs: nowMs, fromMs: nowMs - 720 * minuteMs })
    desk.clock.atMs += 2 * minuteMs
    expect(await refresher.refresh(minuteMs, signal)).toEqual({ hasNews: false, error: null })
  })

  it('asks once for many who look at once, and not again while it is fresh', async () => {
    const { asked, refresher } = openRefresher()
    await Promise.all([refresher.refresh(minuteMs, signal), refresher.refresh(minuteMs, signal)])
    await refresher.refresh(minuteMs, signal)
    expect(asked).toEqual(['ann@example.com', 'ann@work.example'])
  })

  it('waits as long as a provider asks for, the others meanwhile going on', async () => {
    const throttled = { kind: 'throttled', retryAfterMs: 10 * minuteMs } as const
    const { desk, asked, refresher } = openRefresher(new Map([['ann@work.example', throttled]]))
    const first = await refresher.refresh(minuteMs, signal)
    expect(first).toEqual({ hasNews: true, error: 'net/throttled' })
    asked.length = 0
    desk.clock.atMs += 5 * minuteMs
    await refresher.refresh(minuteMs, signal)
    expect(asked).toEqual(['ann@example.com'])
    desk.clock.atMs += 6 * minuteMs
    await refresher.refresh(minuteMs, signal)
    expect(asked).toContain('ann@work.example')
  })

  it('asks again at once when the clock was set back', async () => {
    const { desk, asked, refresher } = openRefresher()
    await refresher.refresh(minuteMs, signal)
    desk.clock.atMs -= 365 * 24 * 60 * minuteMs
    asked.length = 0
    await refresher.refresh(60 * minuteMs, signal)
    expect(asked).toHaveLength(2)
  })
})
