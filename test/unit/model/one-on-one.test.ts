import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { EventFacts, GuestFacts } from '../../../lib/model/event-facts.ts'
import { judgeOneOnOne, type PairOverride } from '../../../lib/model/one-on-one.ts'

interface FixtureContext {
  selfEmails: string[]
  overrides: Record<string, PairOverride>
  selfNames?: string[]
  nameOverrides?: Record<string, PairOverride>
}

interface Fixture {
  base: EventFacts
  guestBase: GuestFacts
  contextBase: FixtureContext
  events: {
    id: string
    why: string
    context?: Partial<FixtureContext>
    facts: Partial<Omit<EventFacts, 'guests'>> & { guests?: Partial<GuestFacts>[] }
    /** `partner` is the address, or `name:` and the name where there is none. */
    expected: Record<string, unknown>
  }[]
}

const fixture: Fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/one-on-one-events.json', import.meta.url), 'utf8'),
)

function judge(event: Fixture['events'][number]) {
  const context = { ...fixture.contextBase, ...event.context }
  const facts: EventFacts = {
    ...fixture.base,
    ...event.facts,
    guests: (event.facts.guests ?? []).map((guest) => ({ ...fixture.guestBase, ...guest })),
  }
  const { partner, ...verdict } = judgeOneOnOne(facts, {
    selfEmails: context.selfEmails,
    overrideFor: (email) => context.overrides[email] ?? null,
    selfNames: context.selfNames ?? [],
    overrideForName: (name) => context.nameOverrides?.[name] ?? null,
  })
  return { ...verdict, partner: partner && (partner.email ?? `name:${partner.name}`) }
}

function partnerOf(event: Fixture['events'][number]): string | null {
  const { partner } = event.expected
  return typeof partner === 'string' ? partner.toLowerCase() : null
}

describe('judgeOneOnOne', () => {
  for (const event of fixture.events) {
    it(`${event.id}: ${event.why}`, () => {
      expect(judge(event)).toEqual(event.expected)
    })
  }

  it('has no two fixtures of one name and a reason for each', () => {
    expect(new Set(fixture.events.map((event) => event.id)).size).toBe(fixture.events.length)
    expect(fixture.events.filter((event) => event.why.length < 10)).toEqual([])
    expect(fixture.events.length).toBeGreaterThanOrEqual(60)
  })

  it('answers alike whatever order the guests are listed in', () => {
    for (const event of fixture.events) {
      const reversed = { ...event.facts, guests: [...(event.facts.guests ?? [])].reverse() }
      const verdict = judge({ ...event, facts: reversed })
      // Of two spellings of one address, either may be the one that is kept.
      const partner = verdict.partner?.toLowerCase() ?? null
      const expected = { ...event.expected, partner: partnerOf(event) }
      expect({ ...verdict, partner }, event.id).toEqual(expected)
    }
  })
})
