import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createNameBook } from '../../../lib/background/name-book.ts'
import { recognise } from '../../../lib/background/recognise.ts'
import { platformSha256 } from '../../../lib/base/hash.ts'
import type { EventFacts } from '../../../lib/model/event-facts.ts'
import type { PairOverride } from '../../../lib/model/one-on-one.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'

const startMs = Date.UTC(2026, 10, 25, 3)

/** What Outlook shows to somebody invited: the organizer and, in some of its pages, the viewer. */
function inOutlook(eventId: string, title: string, names = ['Kei Tanaka']): EventFacts {
  const guests = names.map((name) => ({ ...guestOf('', { name, answer: null }), email: null }))
  const none = { selfEmail: null, calendarId: null, iCalUid: null, organizerEmail: null }
  return factsOf(eventId, startMs, { host: 'outlook', source: 'dom', ...none, guests, title })
}

function openRecognition() {
  const desk = openDesk(startMs)
  const { stores } = desk
  const names = createNameBook(stores.names, desk.random)
  const judge = (facts: EventFacts, override?: PairOverride | null) =>
    recognise(facts, override === undefined ? null : { override }, {
      pairs: stores.pairs,
      names,
      sha256: platformSha256,
      nowMs: () => desk.clock.atMs,
      ownAccounts: async () => [],
      report: (thrown) => {
        throw thrown
      },
    })
  return { judge, names, pairs: stores.pairs }
}

describe('a hidden guest list in Outlook, which looks like one with the organizer alone', () => {
  it('is asked about, though the organizer is a known partner', async () => {
    const { judge } = openRecognition()
    await judge(inOutlook('one', 'Kei / Aiko 1on1'), 'always')
    const hall = await judge(inOutlook('hall', 'Town hall'))
    expect(hall.verdict).toMatchObject({
      answer: 'unknown',
      reason: 'list-hidden',
      isOffered: true,
      opensByItself: false,
    })
    expect(hall.record).toBeNull()
    expect((await judge(inOutlook('two', 'Talk with Kei'))).verdict.answer).toBe('yes')
  })

  it('is asked about where the viewer is listed, too, and where addresses were told', async () => {
    const { judge, names } = openRecognition()
    const both = ['Kei Tanaka', 'Aiko Sato']
    const first = inOutlook('one', '1on1', both)
    await names.choosePerson(first, { name: 'Kei Tanaka', index: 0, selfName: 'Aiko Sato' })
    const { record } = await judge(first, 'always')
    expect((await judge(inOutlook('hall', 'Town hall', both))).verdict.answer).toBe('unknown')
    await names.tell(record?.byName ?? null, 'outlook', {
      partner: 'kei@contoso.example',
      self: 'aiko@contoso.example',
    })
    expect((await judge(first, 'always')).record?.partner.email).toBe('kei@contoso.example')
    expect((await judge(inOutlook('hall', 'Town hall', both))).verdict.answer).toBe('unknown')
    expect((await judge(first)).verdict.answer).toBe('yes')
  })

  it('is a 1-on-1 from then on once the person says so of its title', async () => {
    const { judge } = openRecognition()
    await judge(inOutlook('one', '1on1'), 'always')
    expect((await judge(inOutlook('walk-1', 'Walk'))).verdict.answer).toBe('unknown')
    expect((await judge(inOutlook('walk-1', 'Walk'), 'always')).verdict.answer).toBe('yes')
    expect((await judge(inOutlook('walk-2', 'Walk'))).verdict.answer).toBe('yes')
  })

  it('is no 1-on-1 by the person’s word, and the 1-on-1s with the organizer stay', async () => {
    const { judge, pairs } = openRecognition()
    const { record } = await judge(inOutlook('one', '1on1'), 'always')
    const refused = await judge(inOutlook('hall', 'Town hall'), 'never')
    expect(refused).toMatchObject({ record: null, verdict: { answer: 'no', isOffered: false } })
    expect((await pairs.get(record?.pairId ?? ''))?.override).toBe('always')
    expect((await judge(inOutlook('two', '1on1'))).verdict.answer).toBe('yes')
  })
})

describe('a hidden guest list in Google Calendar', () => {
  it('is no 1-on-1 by the person’s word, and the 1-on-1s with the organizer stay', async () => {
    const { judge } = openRecognition()
    const known = await judge(factsOf('one', startMs))
    expect(known.verdict.answer).toBe('yes')
    const hidden = factsOf('hall', startMs, {
      guestList: 'hidden',
      guests: [guestOf('ann@example.com')],
      organizerEmail: 'ben@example.com',
    })
    expect((await judge(hidden)).verdict).toMatchObject({ answer: 'unknown', isOffered: true })
    expect((await judge(hidden, 'never')).record).toBeNull()
    expect((await judge(factsOf('two', startMs))).record?.pairId).toBe(known.record?.pairId)
  })
})
