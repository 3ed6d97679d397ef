import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GooglePageHarness, startGooglePageHarness } from './google-page-harness.ts'
import { until } from './support/until.ts'

let harness: GooglePageHarness

beforeAll(async () => {
  harness = await startGooglePageHarness()
})
afterAll(() => harness.stop())

const weekly = 'weekly1on1_20261203T010000Z'

describe('the adapter on a quick view', () => {
  for (const mode of [
    'storm=heavy',
    'storm=light',
    'storm=none',
    'storm=heavy&strip=reuse',
    'reuse=node',
    'reuse=batch',
    'close=bubble',
    'leftovers=0',
    'hl=ja&dark=1',
  ]) {
    it(`reports a pair once, and its closing (${mode})`, async () => {
      const { page, pressChip, waitForOpened, reports } = await harness.open(`/?${mode}`)
      await pressChip('pair')
      const facts = await waitForOpened('pair')
      expect(facts).toMatchObject({
        host: 'google',
        source: 'dom',
        selfEmail: 'aiko@example.com',
        calendarId: 'aiko@example.com',
        seriesId: null,
        originalStart: null,
        title: 'Aiko and Kei',
        day: '2026-12-01',
        isAllDay: false,
        kind: 'event',
        guestList: 'complete',
        organizerEmail: 'aiko@example.com',
      })
      expect(facts.guests.map((one) => [one.email, one.name, one.isOrganizer])).toEqual([
        ['aiko@example.com', 'Aiko Mori', true],
        ['kei@example.com', 'Kei Tanaka', false],
      ])
      await page.keyboard.press('Escape')
      await until('the closing', async () =>
        (await reports()).at(-1)?.type === 'closed' ? true : null,
      )
      expect((await reports()).map((one) => one.type)).toEqual(['near', 'opened', 'closed'])
      await page.context().close()
    })
  }

  it('says the same in English and Japanese, but for the words of the page', async () => {
    const ids = ['pair', 'pairja', 'three', 'room', 'hidden', 'alone', 'secondary', weekly]
    const read = async (language: string) => {
      const watched = await harness.open(`/?hl=${language}&storm=light&late=0`)
      const facts = []
      for (const id of ids) {
        await watched.openById(id)
        facts.push(await watched.waitForOpened(id))
      }
      await watched.page.context().close()
      return facts
    }
    const english = await read('en')
    const japanese = await read('ja')
    expect(english.map((one) => one.whenText)).not.toEqual(japanese.map((one) => one.whenText))
    const withoutWords = (all: typeof english) => all.map((one) => ({ ...one, whenText: '' }))
    expect(withoutWords(japanese)).toEqual(withoutWords(english))
  })

  it('reads every kind of guest list', async () => {
    const watched = await harness.open('/?storm=none')
    const read = async (id: string) => {
      await watched.openById(id)
      return watched.waitForOpened(id)
    }
    expect((await read('alone')).guestList).toBe('none')
    const folded = await read('folded')
    expect([folded.guestList, folded.guests.length]).toEqual(['partial', 10])
    const room = await read('room')
    expect(room.guests.map((one) => one.isResource)).toEqual([false, false, true])
    const hidden = await read('hidden')
    expect([hidden.guestList, hidden.guests, hidden.organizerEmail]).toEqual([
      'hidden',
      [],
      'ceo@example.com',
    ])
    const secondary = await read('secondary')
    expect([secondary.calendarId, secondary.organizerEmail]).toEqual([
      'c_mentoring@group.calendar.google.com',
      'c_mentoring@group.calendar.google.com',
    ])
    expect(secondary.guests.map((one) => one.name)).toEqual(['Aiko Mori', ''])
    const declined = await read('declinedself')
    expect(declined.guests.map((one) => one.answer)).toEqual([null, 'declined'])
    const series = await read(weekly)
    expect([series.seriesId, series.originalStart, series.organizerEmail]).toEqual([
      'weekly1on1',
      '20261203T010000Z',
      'kei@example.com',
    ])
    await watched.page.context().close()
  })

  it('takes a hidden list without any row for hidden, not for empty', async () => {
    const watched = await harness.open('/?storm=none&hidden=bare')
    await watched.openById('hidden')
    expect((await watched.waitForOpened('hidden')).guestList).toBe('hidden')
    await watched.page.context().close()
  })

  it('opens an unfolded list anew', async () => {
    const watched = await harness.open('/?storm=none')
    await watched.openById('folded')
    await watched.waitForOpened('folded')
    await watched.page.locator('[role=treeitem]:not([data-email])').click()
    expect((await watched.waitForOpened('folded', 2)).guests.length).toBe(20)
    await watched.page.context().close()
  })

  it('corrects itself when guests come late, and never repeats itself', async () => {
    const watched = await harness.open('/?guests=slow')
    await watched.pressChip('pair')
    const facts = await until('the guests', async () => {
      const last = (await watched.reports()).at(-1)
      return last?.type === 'opened' && last.facts.guests.length === 2 ? last.facts : null
    })
    expect(facts.guestList).toBe('complete')
    const opened = (await watched.reports()).filter((one) => one.type === 'opened')
    expect(new Set(opened.map((one) => JSON.stringify(one))).size).toBe(opened.length)
    await watched.page.context().close()
  })

  for (const mode of ['reuse=node', 'reuse=batch', 'reuse=none']) {
    it(`follows from event to event (${mode})`, async () => {
      const watched = await harness.open(`/?${mode}`)
      await watched.pressChip('pairja')
      await watched.waitForOpened('pairja')
      await watched.openById('three')
      const three = await watched.waitForOpened('three')
      expect(three.guests.length).toBe(3)
      await watched.openById('pairja')
      const again = await watched.waitForOpened('pairja', 2)
      expect(again.guests.map((one) => one.email)).toEqual([
        'aiko@example.com',
        'tanaka@example.com',
      ])
      await watched.page.context().close()
    })
  }

  it('notices a dialog that is only hidden, without any key or press', async () => {
    const watched = await harness.open('/?leftovers=1&storm=none&late=0')
    await watched.openById('pair')
    await watched.waitForOpened('pair')
    await watched.page.evaluate(() => window.__page.close())
    await until('the closing', async () =>
      (await watched.reports()).at(-1)?.type === 'closed' ? true : null,
    )
    expect(await watched.page.locator('#xDetDlg').count()).toBe(1)
    await watched.page.context().close()
  })

  it('says nothing of tasks and of events that are not saved', async () => {
    const watched = await harness.open('/?storm=none')
    await watched.pressChip('task1')
    await until('the bubble', async () =>
      (await watched.page.locator('[data-taskid]').count()) === 1 ? true : null,
    )
    await watched.page.keyboard.press('Escape')
    await watched.page
      .locator('.column')
      .first()
      .click({ position: { x: 20, y: 900 } })
    await watched.page.locator('.quick-create .title-input').fill('1on1')
    await watched.openById('pair')
    await watched.waitForOpened('pair')
    expect((await watched.reports()).filter((one) => one.type !== 'opened')).toEqual([])
    await watched.page.context().close()
  })

  it('reads the month view, and knows all-day events of the week view', async () => {
    const watched = await harness.open('/calendar/u/0/r/month?storm=none')
    await watched.pressChip('pairja')
    expect(await watched.waitForOpened('pairja')).toMatchObject({
      day: '2026-12-02',
      isAllDay: false,
    })
    await watched.page.goto(`${harness.site.origin}/?storm=none`)
    await watched.page.context().close()
    const week = await harness.open('/?storm=none')
    await week.pressChip('holiday')
    expect(await week.waitForOpened('holiday')).toMatchObject({ isAllDay: true })
    await week.page.context().close()
  })

  it('survives a key whose form changed, by the page’s own log', async () => {
    const watched = await harness.open('/?storm=none&late=0')
    await watched.page.evaluate(() => {
      new MutationObserver(() => {
        for (const detail of document.querySelectorAll('#xDetDlg[data-eventid]')) {
          detail.setAttribute('data-eventid', '!')
        }
      }).observe(document.body, { childList: true, subtree: true })
    })
    await watched.openById('pair')
    expect((await watched.waitForOpened('pair')).calendarId).toBe('aiko@example.com')
    await watched.page.context().close()
  })
})

describe('the adapter on the edit page', () => {
  it('reads a saved event, in the page and at its own address', async () => {
    const watched = await harness.open('/?storm=none')
    await watched.openById('pair')
    await watched.waitForOpened('pair')
    await watched.page.locator('[jsname=DyVDA]').click()
    const facts = await until('the edit page', async () => {
      const last = (await watched.reports()).at(-1)
      return last?.type === 'opened' && last.facts.whenText === '' && last.facts.guests.length === 2
        ? last.facts
        : null
    })
    expect(facts).toMatchObject({
      eventId: 'pair',
      title: 'Aiko and Kei',
      day: '2026-12-01',
      guestList: 'complete',
      organizerEmail: 'aiko@example.com',
    })
    const address = new URL(watched.page.url())
    await watched.page.goBack()
    await until('the closing', async () =>
      (await watched.reports()).at(-1)?.type === 'closed' ? true : null,
    )
    await watched.page.context().close()

    const key = address.pathname.split('/').at(-1) ?? ''
    for (const path of [address.pathname, `/calendar/u/0/r/eventedit?eid=${key}`]) {
      const direct = await harness.open(path)
      expect(await direct.waitForOpened('pair')).toMatchObject({ title: 'Aiko and Kei' })
      await direct.page.context().close()
    }
  })

  it('says nothing of a new event', async () => {
    const watched = await harness.open('/?storm=none')
    await watched.page.locator('.create').click()
    await watched.page.locator('#xTiIn').fill('1on1')
    await watched.page.locator('.editor').waitFor()
    await watched.page.goBack()
    await watched.openById('pair')
    await watched.waitForOpened('pair')
    expect((await watched.reports()).map((one) => one.type)).toEqual(['opened'])
    await watched.page.context().close()
  })
})

describe('the adapter and the rest of the page', () => {
  it('tells theme and language', async () => {
    const dark = await harness.open('/?dark=1&hl=ja')
    expect(await dark.inWorld('[adapter.theme(), adapter.language()]')).toEqual(['dark', 'ja'])
    await dark.page.context().close()
    const light = await harness.open('/')
    expect(await light.inWorld('[adapter.theme(), adapter.language()]')).toEqual(['light', 'en'])
    await light.page.context().close()
  })

  it('gives the keyboard back to the dialog, then to the chip', async () => {
    const watched = await harness.open('/?storm=none')
    await watched.pressChip('pair')
    await watched.waitForOpened('pair')
    await watched.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await watched.inWorld('adapter.returnFocus()')
    expect(await watched.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(
      'dialog',
    )
    await watched.page.keyboard.press('Escape')
    await watched.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await watched.inWorld('adapter.returnFocus()')
    expect(
      await watched.page.evaluate(() => document.activeElement?.hasAttribute('data-eventchip')),
    ).toBe(true)
    await watched.page.context().close()
  })

  it('tells that the layout changed after three chips without an event', async () => {
    const watched = await harness.open('/')
    await watched.page.evaluate(() => {
      document
        .querySelector('.root')
        ?.addEventListener('click', (event) => event.stopPropagation(), {
          capture: true,
        })
    })
    for (const id of ['pair', 'pairja', 'three']) await watched.pressChip(id)
    await until('the notice', async () =>
      (await watched.reports()).some((one) => one.type === 'layout-changed') ? true : null,
    )
    await watched.page.context().close()
  })

  it('puts nothing into the page and stops when told', async () => {
    const watched = await harness.open('/?storm=heavy')
    await watched.pressChip('pair')
    await watched.waitForOpened('pair')
    expect((await watched.counters()).strips).toBe(0)
    await watched.inWorld('stop.abort()')
    await watched.openById('three')
    await watched.page.locator('[role=treeitem][data-email="ren@example.com"]').waitFor()
    expect((await watched.reports()).map((one) => one.type)).toEqual(['near', 'opened'])
    await watched.page.context().close()
  })
})
