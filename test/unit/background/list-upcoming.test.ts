import { describe, expect, it } from 'vitest'
import {
  listUpcoming,
  type UpcomingSources,
} from '../../../lib/background/upcoming/list-upcoming.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import { dayInZone } from '../../../lib/model/calendar-day.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import { memberIdOf, pairIdOf } from '../../../lib/model/people.ts'
import type { PairRecord, UpcomingCache } from '../../../lib/storage/ports.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'
import { pairRecordOf } from '../../support/stored-records.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const ann = await memberIdOf('ann@example.com', platformSha256)
const ben = await memberIdOf('ben@example.com', platformSha256)
const pairId = await pairIdOf(ann, ben, platformSha256)

function cacheOf(events: EventFacts[], change: Partial<UpcomingCache> = {}): UpcomingCache {
  return {
    account: 'ann@example.com',
    fetchedMs: nowMs - 60_000,
    fromMs: nowMs - 12 * hourMs,
    toMs: nowMs + 14 * dayMs,
    events,
    ...change,
  }
}

function recordOf(meetings: PairRecord['meetings'], change: Partial<PairRecord> = {}): PairRecord {
  return {
    ...pairRecordOf(pairId),
    self: { id: ann, email: 'ann@example.com', name: 'Ann' },
    partner: { id: ben, email: 'ben@example.com', name: 'Ben' },
    meetings,
    ...change,
  }
}

const seen = (
  facts: EventFacts,
  seenMs = nowMs - hourMs,
  key = `${facts.eventId}@google.com|`,
) => ({
  key,
  facts,
  seenMs,
})

const list = (sources: Partial<UpcomingSources>) =>
  listUpcoming({
    records: [],
    caches: [],
    ownEmails: ['ann@example.com'],
    sha256: platformSha256,
    nowMs,
    ...sources,
  })

describe('listUpcoming', () => {
  it('finds what a page told by name alone, once the person said who that is', async () => {
    const guests = [{ ...guestOf('', { name: '佐藤 花子' }), email: null }]
    const none = { selfEmail: null, calendarId: null, iCalUid: null, organizerEmail: null }
    const told = { host: 'outlook' as const, startMs: null, endMs: null, day: '2026-11-26' }
    const facts = factsOf('AAMk', 0, { ...none, ...told, guests })
    const byName = { place: 'outlook', name: '佐藤花子', index: 0 }
    const nameless = { id: ben, email: null, name: '佐藤 花子' }
    const record = recordOf([seen(facts, nowMs, 'day|2026-11-26')], { partner: nameless, byName })
    expect(await list({ records: [{ ...record, override: 'always' }] })).toMatchObject([
      { day: '2026-11-26', startMs: null, partner: nameless },
    ])
    expect(await list({ records: [{ ...record, override: 'never' }] })).toEqual([])
  })

  it('finds the 1-on-1s of a calendar, soonest first, of people never met before', async () => {
    const three = [
      guestOf('ann@example.com'),
      guestOf('ben@example.com'),
      guestOf('cy@example.com'),
    ]
    const meetings = await list({
      caches: [
        cacheOf([
          factsOf('later', nowMs + 2 * dayMs),
          factsOf('soon', nowMs + hourMs),
          factsOf('three', nowMs + hourMs, { guests: three }),
          factsOf('alone', nowMs + hourMs, { guests: [guestOf('ann@example.com')] }),
        ]),
      ],
    })
    expect(meetings.map((one) => one.key)).toEqual(['soon@google.com|', 'later@google.com|'])
    expect(meetings[0]).toMatchObject({
      pairId,
      partner: { id: ben, email: 'ben@example.com', name: '弁' },
      isKnownPair: false,
    })
  })

  it('lists one that goes on, and none that is over', async () => {
    const running = factsOf('running', nowMs - 10 * 60_000)
    const over = factsOf('over', nowMs - 30 * 60_000)
    const endless = factsOf('endless', nowMs - 59 * 60_000, { endMs: null })
    const meetings = await list({ caches: [cacheOf([running, over, endless])] })
    expect(meetings.map((one) => one.facts.eventId)).toEqual(['endless', 'running'])
  })

  it('leaves out what I declined, and tells what the partner declined', async () => {
    const guests = (mine: 'accepted' | 'declined', theirs: 'accepted' | 'declined') => [
      guestOf('ann@example.com', { answer: mine }),
      guestOf('ben@example.com', { answer: theirs }),
    ]
    const meetings = await list({
      caches: [
        cacheOf([
          factsOf('mine', nowMs + hourMs, { guests: guests('declined', 'accepted') }),
          factsOf('theirs', nowMs + hourMs, { guests: guests('accepted', 'declined') }),
        ]),
      ],
    })
    expect(meetings.map((one) => [one.facts.eventId, one.isPartnerDeclined])).toEqual([
      ['theirs', true],
    ])
  })

  it('knows without an account what was opened in a calendar', async () => {
    const record = recordOf([
      seen(factsOf('past', nowMs - dayMs)),
      seen(factsOf('next', nowMs + dayMs)),
      seen(factsOf('untimed', nowMs, { startMs: null })),
    ])
    const meetings = await list({ records: [record], ownEmails: [] })
    expect(meetings.map((one) => one.key)).toEqual(['next@google.com|'])
    expect(meetings[0]).toMatchObject({ partner: { name: 'Ben' }, isKnownPair: true })
  })

  it('makes out when an event is that only a page told of', async () => {
    const fromPage = (eventId: string, change: Partial<EventFacts>) =>
      factsOf(eventId, nowMs, { startMs: null, endMs: null, source: 'dom', ...change })
    const startMs = nowMs + dayMs
    const day = dayInZone(startMs)
    const stamp = `${new Date(startMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
    const keyed = { key: `series@google.com|${stamp}`, seenMs: nowMs }
    const at = (meeting: PairRecord['meetings'][number]) =>
      list({ records: [recordOf([meeting])] }).then((all) =>
        all.map((one) => [one.startMs, one.day]),
      )
    const later = dayInZone(startMs + 2 * dayMs)
    expect(await at({ ...keyed, facts: fromPage('r', { day }) })).toEqual([[startMs, day]])
    expect(await at({ ...keyed, facts: fromPage('r', { day: later }) })).toEqual([[null, later]])
    expect(await at(seen(fromPage('single', { day })))).toEqual([[null, day]])
    expect(await at(seen(fromPage('today', { day: dayInZone(nowMs) })))).toHaveLength(1)
    expect(await at(seen(fromPage('past', { day: dayInZone(nowMs - dayMs) })))).toEqual([])
  })

  it('lists nobody whom the person does not use Yohaku with', async () => {
    const facts = factsOf('next', nowMs + dayMs)
    const record = recordOf([seen(facts)], { override: 'never' })
    expect(await list({ records: [record], caches: [cacheOf([facts])] })).toEqual([])
  })

  it('believes the calendar about an event it was asked about later', async () => {
    const moved = factsOf('moved', nowMs + hourMs)
    const record = recordOf([seen(moved), seen(factsOf('cancelled', nowMs + 2 * hourMs))])
    const meetings = await list({
      records: [record],
      caches: [cacheOf([{ ...moved, startMs: nowMs + dayMs, endMs: nowMs + dayMs + hourMs }])],
    })
    expect(meetings.map((one) => [one.facts.eventId, one.startMs])).toEqual([
      ['moved', nowMs + dayMs],
    ])
  })

  it('believes the page where it was read later, or the calendar was not asked about it', async () => {
    const record = recordOf([
      seen(factsOf('fresh', nowMs + hourMs), nowMs - 1000),
      seen(factsOf('far', nowMs + 30 * dayMs)),
      seen(factsOf('elsewhere', nowMs + hourMs, { calendarId: 'team@group.example.com' })),
    ])
    const meetings = await list({ records: [record], caches: [cacheOf([])] })
    const ids = meetings.map((one) => one.facts.eventId)
    expect(ids).toContain('fresh')
    expect(ids).toContain('far')
  })

  it('keeps the key under which an imported event was prepared', async () => {
    const fromPage = factsOf('imported', nowMs + hourMs, { iCalUid: null, source: 'dom' })
    const fromApi = factsOf('imported', nowMs + hourMs, { iCalUid: 'abc@outlook.com' })
    const meetings = await list({
      records: [recordOf([seen(fromPage)])],
      caches: [cacheOf([fromApi])],
    })
    expect(meetings.map((one) => one.key)).toEqual(['imported@google.com|'])
  })

  it('lists an event once that two of one’s own calendars show', async () => {
    const facts = factsOf('next', nowMs + hourMs)
    const meetings = await list({ caches: [cacheOf([facts]), cacheOf([facts])] })
    expect(meetings).toHaveLength(1)
  })
})
