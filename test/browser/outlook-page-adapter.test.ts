import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import { exchangeId } from '../sandbox/outlook-page/synthetic-events.ts'
import { type OutlookHarness, startOutlookHarness, tileSelector } from './outlook-page-harness.ts'
import { until } from './support/until.ts'

let harness: OutlookHarness

beforeAll(async () => {
  harness = await startOutlookHarness()
})
afterAll(() => harness.stop())

const namesOf = (facts: EventFacts) => facts.guests.map((one) => one.email ?? one.name)

/** Opens one event after the other by its tile and collects the facts that settle. */
async function readAll(query: string, words: readonly string[]): Promise<EventFacts[]> {
  const watched = await harness.open(`/calendar/view/month${query}`)
  const facts: EventFacts[] = []
  for (const word of words) {
    await watched.pressTile(word)
    facts.push(await watched.waitForOpened(word))
    await watched.page.evaluate(() => window.__outlook.closeAll())
  }
  await watched.close()
  return facts
}

interface Fixture {
  word: string
  facts: Partial<Omit<EventFacts, 'guests'>> & { guests: object[] }
}

/** What the adapter says of every shape of event, in the English month view. */
const fixtures: { base: object; guestBase: object; events: Fixture[] } = JSON.parse(
  readFileSync(new URL('../fixtures/outlook-page-facts.json', import.meta.url), 'utf8'),
)

function expectedFacts(word: string): object {
  const found = fixtures.events.find((one) => one.word === word)
  if (found === undefined) throw new Error(`no fixture ${word}`)
  const guests = found.facts.guests.map((one) => ({ ...fixtures.guestBase, ...one }))
  return { ...fixtures.base, eventId: exchangeId(word), ...found.facts, guests }
}

describe('the Outlook adapter on a peek', () => {
  for (const mode of [
    'title=plain',
    'title=heading&avatar=picture&columns=apart',
    'reuse=node&labels=scrambled&hl=ja',
  ]) {
    it(`reports a pair once, and its closing (${mode})`, async () => {
      const watched = await harness.open(`/calendar/view/week?${mode}`)
      await watched.pressTile('pair')
      const facts = await watched.waitForOpened('pair')
      expect({ ...facts, whenText: '' }).toEqual({
        host: 'outlook',
        source: 'dom',
        selfEmail: null,
        eventId: exchangeId('pair'),
        calendarId: null,
        seriesId: null,
        iCalUid: null,
        originalStart: null,
        startMs: null,
        endMs: null,
        day: '2026-12-01',
        title: 'Aiko and Kei',
        whenText: '',
        isAllDay: false,
        kind: 'event',
        guestList: 'complete',
        organizerEmail: null,
        guests: [
          {
            email: null,
            name: 'Kei Tanaka',
            isOrganizer: false,
            isResource: false,
            isOptional: false,
            answer: null,
            additionalGuests: 0,
          },
        ],
      })
      expect(facts.whenText).toContain('12')
      await watched.page.keyboard.press('Escape')
      await watched.waitForClosed()
      expect((await watched.reports()).map((one) => one.type)).toEqual(['near', 'opened', 'closed'])
      await watched.close()
    })
  }

  it('depends on no word: English, Japanese and unreadable labels give the same facts', async () => {
    const slow = ['alone', 'folded']
    const words = fixtures.events.map((one) => one.word).filter((word) => !slow.includes(word))
    const [english = [], japanese = [], scrambled] = await Promise.all(
      ['?hl=en', '?hl=ja', '?hl=en&labels=scrambled'].map((query) => readAll(query, words)),
    )
    expect(english).toEqual(words.map(expectedFacts))
    expect(scrambled).toEqual(english)
    const withoutWords = (all: EventFacts[]) => all.map((one) => ({ ...one, whenText: '' }))
    expect(withoutWords(japanese)).toEqual(withoutWords(english))
    expect(japanese.map((one) => one.whenText)).not.toEqual(english.map((one) => one.whenText))
  })

  it('lists a viewer where the page does, unmarked as the page leaves them', async () => {
    const [facts] = await readAll('?self=listed', ['guest'])
    expect(facts?.guests.map((one) => [one.name, one.isOrganizer])).toEqual([
      ['Kei Tanaka', false],
      ['Aiko Mori', false],
    ])
  })

  it('claims nothing from a sentence but the address in it', async () => {
    const watched = await harness.open('/calendar/view/month?organizer=sentence')
    const read = async (word: string) => {
      await watched.pressTile(word)
      const facts = await watched.waitForOpened(word)
      await watched.page.evaluate(() => window.__outlook.closeAll())
      return [facts.guestList, namesOf(facts)]
    }
    expect(await read('nameless')).toEqual(['partial', ['mio@fabrikam.example']])
    expect(await read('pair')).toEqual(['partial', []])
    // An address in the place is nobody's.
    expect(await read('commas')).toEqual(['partial', []])
    await watched.close()
  })

  it('knows that some people are folded away, and reads them when they come out', async () => {
    const watched = await harness.open('/calendar/view/month')
    await watched.pressTile('folded')
    const folded = await watched.waitForOpened('folded')
    expect(folded).toEqual(expectedFacts('folded'))
    await watched.page.locator('[aria-expanded=false]').click()
    const whole = await watched.waitForOpened('folded', 2)
    expect([whole.guestList, whole.guests.length]).toEqual(['complete', 14])
    await watched.close()
  })

  it('takes an event without anybody for unknown in a peek, for empty in the full view', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.pressTile('alone')
    expect({ ...(await watched.waitForOpened('alone')), whenText: '' }).toMatchObject({
      guestList: 'partial',
      guests: [],
    })
    await watched.page.locator('[data-icon-name=FullScreen]').click()
    expect((await watched.waitForOpened('alone', 2)).guestList).toBe('none')
    await watched.close()
  })

  it('knows all-day events by where their tiles stand', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.pressTile('allday')
    expect(await watched.waitForOpened('allday')).toMatchObject({
      isAllDay: true,
      day: '2026-12-01',
    })
    await watched.close()
  })

  for (const mode of ['reuse=node&people=slow', 'reuse=node&opening=late']) {
    it(`never gives one event the people of another (${mode})`, async () => {
      const watched = await harness.open(`/calendar/view/week?${mode}`)
      for (const word of ['pair', 'three', 'pair', 'nameless']) {
        await watched.page
          .locator(`${tileSelector(word)} [role=button]`)
          .first()
          .press('Enter')
        await until(`the people of ${word}`, async () => {
          const last = (await watched.reports()).at(-1)
          const isThere = last?.type === 'opened' && last.facts.eventId === exchangeId(word)
          return isThere && last.facts.guests.length > 0 ? true : null
        })
      }
      const seen = (await watched.reports()).flatMap((one) =>
        // A slow page may be reported once without people; never with those of another event.
        one.type === 'opened' && one.facts.guests.length > 0
          ? [[one.facts.eventId, one.facts.title, ...namesOf(one.facts)].join()]
          : [],
      )
      expect(new Set(seen)).toEqual(
        new Set([
          `${exchangeId('pair')},Aiko and Kei,Kei Tanaka`,
          `${exchangeId('three')},Planning,Kei Tanaka,Ren Abe`,
          `${exchangeId('nameless')},First talk,mio@fabrikam.example`,
        ]),
      )
      await watched.close()
    })
  }

  it('says nothing of a peek that no tile opened', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.pressTile('pair')
    await watched.waitForOpened('pair')
    await watched.page.locator('[data-module=calendar]').click()
    await watched.waitForClosed()
    await watched.page.evaluate((id) => window.__outlook.openPeek(id), exchangeId('three'))
    await watched.page
      .locator('[data-app-section=CalendarItemPeek] [role=button]')
      .first()
      .waitFor()
    // The page is busy for longer than an event takes to settle.
    await watched.page.evaluate(() => window.__outlook.churn(600, 60))
    await watched.pressTile('guest')
    await watched.waitForOpened('guest')
    const ids = (await watched.reports()).flatMap((one) =>
      one.type === 'opened' ? [one.facts.eventId] : [],
    )
    expect(ids).toEqual([exchangeId('pair'), exchangeId('guest')])
    await watched.close()
  })
})

describe('the Outlook adapter on the full view and the form', () => {
  it('says in the full view what it said of the peek, and takes no address from the body', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.pressTile('pair')
    await watched.waitForOpened('pair')
    await watched.page.locator('[data-icon-name=FullScreen]').click()
    await watched.page.locator('[data-app-section=ReadingPane] [role=button]').first().waitFor()
    await watched.page.locator('[data-app-section=ReadingPane] button', { hasText: 'Edit' }).click()
    await watched.page.locator('[data-app-section=Form_Content] input').fill('Renamed')
    await watched.page.evaluate(() => window.__outlook.closeAll())
    await watched.waitForClosed()
    const opened = (await watched.reports()).filter((one) => one.type === 'opened')
    expect(opened.length).toBe(1)
    await watched.close()
  })

  it('reads a single event at its own address, by the id in it', async () => {
    for (const path of ['/calendar/item/', '/calendar/0/item/']) {
      const watched = await harness.open(`${path}${encodeURIComponent(exchangeId('guest'))}`)
      expect(await watched.waitForOpened('guest')).toMatchObject({
        title: '森さんとの1on1',
        day: null,
        guestList: 'complete',
      })
      await watched.close()
    }
  })

  it('leaves whom a form invites undecided, and says nothing of a new event', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.page.locator('[data-unique-id]').click()
    await watched.page.locator('[data-app-section=Form_Content] input').fill('1on1')
    await watched.page.evaluate(() => window.__outlook.closeAll())
    await watched.page
      .locator(tileSelector('three'))
      .first()
      .dblclick({ position: { x: 12, y: 8 } })
    await watched.page.locator('[data-app-section=Form_Content]').waitFor()
    expect(await watched.waitForOpened('three')).toMatchObject({ title: 'Planning' })
    const ids = (await watched.reports()).flatMap((one) =>
      one.type === 'opened' ? [one.facts.eventId] : [],
    )
    expect(new Set(ids)).toEqual(new Set([exchangeId('three')]))
    await watched.close()
  })
})

describe('the Outlook adapter and the rest of the page', () => {
  it('closes the event when the page goes to mail, and reads nothing there', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.pressTile('pair')
    await watched.waitForOpened('pair')
    await watched.page.locator('[data-module=mail]').click()
    await watched.waitForClosed()
    await watched.page.locator('[data-app-section=ReadingPane] [role=button]').first().click()
    await watched.page.goBack()
    await watched.pressTile('guest')
    await watched.waitForOpened('guest')
    expect((await watched.reports()).map((one) => one.type)).toEqual([
      'near',
      'opened',
      'closed',
      'near',
      'opened',
    ])
    await watched.close()
  })

  for (const api of ['with', 'without'] as const) {
    it(`knows when the page comes to the calendar and leaves it, ${api} the Navigation API`, async () => {
      const { page, inWorld, close } = await harness.open('/mail/')
      if (api === 'without') await inWorld('delete window.navigation')
      expect(await inWorld('"navigation" in window')).toBe(api === 'with')
      await inWorld(`
        globalThis.visits = []
        whileInCalendar(window, systemTimers, (visit) => {
          visits.push('in')
          visit.addEventListener('abort', () => visits.push('out'))
        }, stop.signal)`)
      const waitFor = (expected: string[]) =>
        until(expected.join(', '), async () =>
          (await inWorld<string[]>('visits')).join() === expected.join() ? true : null,
        )
      await page.locator('[data-module=calendar]').click()
      await waitFor(['in'])
      await page.locator('[aria-pressed=false]').first().click()
      await page.locator('[data-module=mail]').click()
      await waitFor(['in', 'out'])
      await page.goBack()
      await waitFor(['in', 'out', 'in'])
      await inWorld('stop.abort()')
      await waitFor(['in', 'out', 'in', 'out'])
      await page.locator('[data-module=mail]').click()
      await page.locator('[data-module=calendar]').click()
      await page.locator('[data-calitemid]').first().waitFor()
      await waitFor(['in', 'out', 'in', 'out'])
      await close()
    })
  }

  it('tells theme and language', async () => {
    for (const [query, expected] of [
      ['?dark=painted&hl=ja', ['dark', 'ja']],
      ['?dark=class', ['dark', 'en']],
      ['', [null, 'en']],
    ] as const) {
      const watched = await harness.open(`/calendar/view/week${query}`)
      expect(await watched.inWorld('[adapter.theme(), adapter.language()]')).toEqual(expected)
      await watched.close()
    }
  })

  it('gives the keyboard back to the tile beside its peek, and into a modal', async () => {
    const watched = await harness.open('/calendar/view/week')
    const focused = () =>
      watched.page.evaluate(() => {
        const now = document.activeElement
        if (now?.closest('[id^=ModalFocusTrapZone]') != null) return 'modal'
        return now?.closest('[data-calitemid]')?.getAttribute('data-calitemid') ?? now?.localName
      })
    await watched.pressTile('pair')
    await watched.waitForOpened('pair')
    await watched.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await watched.inWorld('adapter.returnFocus()')
    expect(await focused()).toBe(exchangeId('pair'))
    expect((await watched.counters()).dismissals.focus).toBe(0)
    await watched.page.keyboard.press('Escape')
    await watched.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await watched.inWorld('adapter.returnFocus()')
    expect(await focused()).toBe(exchangeId('pair'))
    await watched.page.keyboard.press('Enter')
    await watched.page.locator('[data-icon-name=FullScreen]').click()
    await watched.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await watched.inWorld('adapter.returnFocus()')
    expect(await focused()).toBe('modal')
    await watched.close()
  })

  it('tells that the layout changed after three tiles without an event', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.page.evaluate(() => {
      for (const tile of document.querySelectorAll('[data-calitemid]')) {
        tile.addEventListener('click', (event) => event.stopPropagation())
      }
    })
    for (const word of ['pair', 'guest', 'three']) await watched.pressTile(word)
    await until('the notice', async () =>
      (await watched.reports()).some((one) => one.type === 'layout-changed') ? true : null,
    )
    await watched.close()
  })

  it('puts nothing into the page and stops when told', async () => {
    const watched = await harness.open('/calendar/view/week')
    await watched.pressTile('pair')
    await watched.waitForOpened('pair')
    expect(await watched.counters()).toMatchObject({ cleaned: 0, toolbarDrops: 0 })
    await watched.inWorld('stop.abort()')
    await watched.pressTile('three')
    await watched.page.locator('[data-app-section=CalendarItemPeek]', { hasText: 'Ren' }).waitFor()
    expect((await watched.reports()).map((one) => one.type)).toEqual(['near', 'opened'])
    await watched.close()
  })
})
