import { readFileSync } from 'node:fs'
import type { EventFacts, GuestFacts } from '../../../lib/model/event-facts.ts'
import { judgeOneOnOne, type RuleContext } from '../../../lib/model/one-on-one.ts'
import { alternate } from '../alternate.ts'
import { type BenchContext, type BenchPart, roundsOf } from '../bench-part.ts'
import { type Figure, makeFigure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

/** The 1-on-1 rule over a year of a very full calendar. */
export const oneOnOneRule: BenchPart = { name: 'rule', run }

const eventCount = 10_000

interface Fixture {
  base: EventFacts
  guestBase: GuestFacts
  contextBase: { selfEmails: string[] }
  events: { facts: Partial<Omit<EventFacts, 'guests'>> & { guests?: Partial<GuestFacts>[] } }[]
}

async function run(context: BenchContext): Promise<Figure[]> {
  const { events, rule } = makeCalendar()
  let answers = 0
  const time = (judge: (event: EventFacts) => boolean) => () => {
    const startedMs = performance.now()
    for (const event of events) if (judge(event)) answers += 1
    return performance.now() - startedMs
  }
  const rounds = roundsOf(context, 60)
  const samples = await alternate(
    rounds,
    10,
    time((event) => judgeOneOnOne(event, rule).answer === 'yes'),
    time((event) => event.guests.length === 2),
  )
  // Read, so that no engine may leave the loops out.
  if (answers === 0) throw new Error('No event was a 1-on-1')
  const baseline = 'guests.length === 2'
  const note = `${rounds} rounds, ${eventCount.toLocaleString('en')} events`
  return [
    makeFigure({
      name: 'rule/all-p50',
      value: median(samples.a),
      unit: 'ms',
      baseline: { name: baseline, value: median(samples.b) },
      note,
    }),
    makeFigure({
      name: 'rule/all-p95',
      value: percentile(samples.a, 0.95),
      unit: 'ms',
      baseline: { name: baseline, value: percentile(samples.b, 0.95) },
      note,
    }),
    makeFigure({
      name: 'rule/per-event',
      value: (median(samples.a) * 1000) / eventCount,
      unit: 'µs',
      baseline: { name: baseline, value: (median(samples.b) * 1000) / eventCount },
      note,
    }),
  ]
}

/** The reasoned examples of the rule's test, over and over with other ids and people. */
function makeCalendar(): { events: EventFacts[]; rule: RuleContext } {
  const path = new URL('../../fixtures/one-on-one-events.json', import.meta.url)
  const fixture: Fixture = JSON.parse(readFileSync(path, 'utf8'))
  const events = Array.from({ length: eventCount }, (_, index): EventFacts => {
    const event = fixture.events[index % fixture.events.length]
    const round = Math.floor(index / fixture.events.length)
    return {
      ...fixture.base,
      ...event?.facts,
      eventId: `e${index}`,
      guests: (event?.facts.guests ?? []).map((guest) => ({
        ...fixture.guestBase,
        ...guest,
        // A text of its own, as a page gives it: an engine would otherwise compare mere pointers.
        email: guest.email === null || guest.email === undefined ? null : `${guest.email}`,
        name: `${guest.name ?? ''} ${round}`.trim(),
      })),
    }
  })
  return {
    events,
    rule: { selfEmails: fixture.contextBase.selfEmails, overrideFor: () => null },
  }
}
