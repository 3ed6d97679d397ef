import type { Frame } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { errorsJa } from '../../lib/i18n/errors-ja.ts'
import { addEvent } from '../sandbox/google/event-builders.ts'
import { mondayBefore } from '../sandbox/google/page-events.ts'
import type { PageCounters } from '../sandbox/google-page/client/counters.ts'
import { openStage, type Stage, singleTitle, weeklyTitle } from './support/stage.ts'
import { waitFor } from './support/wait-for.ts'

const markup = '<img src=x onerror="globalThis.pwned=1"><b>太字</b> & "引用"'
const hourMs = 3_600_000
const hostileEmail = 'markup@example.com'

/** The production build beside a page that strips, traps, blocks and swallows. */
describe('a hostile calendar page', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor', hasMentor: false })
    const { mentee, world } = stage
    mentee.context.setDefaultTimeout(20_000)
    world.store.people.add({ email: hostileEmail, name: markup })
    addEvent(world.store, {
      organizer: mentee.email,
      guests: [mentee.email, hostileEmail],
      title: `${markup} 1on1`,
      startMs: thursdayMs() + 12 * hourMs,
      endMs: thursdayMs() + 12.5 * hourMs,
    })
  })
  afterAll(() => stage?.close())
  afterEach(() => stage.mentee.page.unrouteAll())

  /** The day of the single 1-on-1, at midnight in Tokyo. */
  const thursdayMs = (): number =>
    mondayBefore(stage.world.clock.nowMs() + 24 * hourMs, 'Asia/Tokyo') + 3 * 24 * hourMs
  const counters = (): Promise<PageCounters> =>
    stage.mentee.page.evaluate(
      () => (globalThis as unknown as { __page: { counters: PageCounters } }).__page.counters,
    )
  const openById = (id: string): Promise<void> =>
    stage.mentee.page.evaluate(
      (one) =>
        (globalThis as unknown as { __page: { openById(id: string): void } }).__page.openById(one),
      id,
    )
  const focusIsIn = (selector: string): Promise<boolean> =>
    stage.mentee.page.evaluate((one) => document.activeElement?.closest(one) != null, selector)
  const openPanel = async (state = 'glance'): Promise<Frame> => {
    const { mentee, menteeHand } = stage
    await waitFor('the panel', async () => (await mentee.panelState()) === state)
    const frame = await menteeHand.frame()
    await frame.getByRole('heading', { name: '森 つかさ' }).first().waitFor()
    return frame
  }
  const expectUntouched = async (): Promise<void> => {
    const { page } = stage.mentee
    expect(await page.locator('[role=dialog] yohaku-panel, body yohaku-panel').count()).toBe(0)
    expect(await page.locator('html > yohaku-panel').count()).toBe(1)
    expect((await counters()).strips).toBe(0)
    // The keyboard stays where the person had it.
    expect(await focusIsIn('yohaku-panel')).toBe(false)
  }

  it.each([
    '?storm=heavy',
    '?storm=light&strip=reuse',
    '?storm=none&late=0',
    '?close=bubble&guests=slow',
    '?reuse=node&leftovers=0',
    '?reuse=batch',
    '/day?',
    '/month?',
  ])('%s: the panel opens, and nothing of ours is in the page’s dialog', async (mode) => {
    const { mentee, events } = stage
    const day = new Date(thursdayMs() + 9 * hourMs)
    const path = `/${day.getUTCFullYear()}/${day.getUTCMonth() + 1}/${day.getUTCDate()}`
    await mentee.openCalendar(mode.replace('/day', `/day${path}`))
    await mentee.openEvent(mode.startsWith('/day') ? singleTitle : weeklyTitle)
    await openPanel()
    await mentee.page.locator('#xDetDlg:visible').first().waitFor()
    await expectUntouched()
    // From event to event, however the page reuses its nodes; its popover may cover the other chips.
    await openById(events.threePeople.id)
    await waitFor('the panel to go', async () => (await mentee.panelState()) === 'hidden')
    await openById(events.withRoom.id)
    await openPanel()
    await expectUntouched()
  })

  it('speaks and looks as the page does', async () => {
    const { mentee } = stage
    await mentee.openCalendar('?hl=en&dark=1&storm=light')
    await mentee.openEvent(weeklyTitle)
    const frame = await openPanel()
    await frame.locator('html[lang=en][data-theme=dark]').waitFor()
  })

  it('opens on the page that edits an event', async () => {
    const { mentee } = stage
    await mentee.openCalendar()
    const chip = mentee.page.locator('[data-eventchip]', { hasText: weeklyTitle }).first()
    const key = (await chip.getAttribute('data-eventid')) ?? ''
    await mentee.openCalendar(`/eventedit/${key}`)
    await openPanel()
    await expectUntouched()
  })

  it('asks, and opens nothing, where the guest list is hidden', async () => {
    const { mentee, menteeHand } = stage
    for (const hidden of ['row', 'bare']) {
      await mentee.openCalendar(`?hidden=${hidden}`)
      await mentee.openEvent('面談')
      await mentee.page.getByRole('heading', { name: '面談' }).waitFor()
      await waitFor('the tab', async () => (await mentee.panelState()) === 'collapsed')
      await (await menteeHand.frame()).getByText(menteeHand.words.panel.offer.question).waitFor()
      expect(await (await menteeHand.frame()).getByRole('tab').count()).toBe(0)
    }
  })

  describe('while somebody uses the panel', () => {
    beforeAll(async () => {
      await stage.mentee.openCalendar('?storm=heavy')
      await stage.mentee.openEvent(weeklyTitle)
      await openPanel()
    })

    it('no shortcut of the page fires at what is typed', async () => {
      const { mentee, menteeHand } = stage
      const { words } = menteeHand.words
      await menteeHand.pick('work')
      await menteeHand.write(words.topics.work, '')
      const frame = await menteeHand.frame()
      const note = frame.getByLabel(menteeHand.words.panel.prepare.noteFor(words.topics.work))
      await note.click()
      await mentee.page.keyboard.type('c t d w m j k / ?')
      expect(await note.inputValue()).toBe('c t d w m j k / ?')
      const { shortcuts, focusPullBacks, mousedownsSwallowed } = await counters()
      expect({ shortcuts, mousedownsSwallowed }).toEqual({ shortcuts: {}, mousedownsSwallowed: 0 })
      expect(focusPullBacks).toBe(0)
      expect(await mentee.page.locator('#xDetDlg:visible').count()).toBe(1)
    })

    it('the wheel moves the panel, not the page', async () => {
      const { mentee, menteeHand } = stage
      const frame = await menteeHand.frame()
      const box = await (await frame.frameElement()).boundingBox()
      if (box === null) throw new Error('no box')
      const scrolled = () =>
        frame.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('*')].reduce(
            (sum, one) => sum + one.scrollTop,
            0,
          ),
        )
      const before = await scrolled()
      await mentee.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      await mentee.page.mouse.wheel(0, 300)
      await waitFor('the panel to move', async () => (await scrolled()) !== before)
      expect((await counters()).wheelsBlocked).toBe(0)
    })

    it('Escape gives the keyboard back to the page’s dialog', async () => {
      const { mentee } = stage
      expect(await focusIsIn('yohaku-panel')).toBe(true)
      await mentee.page.keyboard.press('Escape')
      await waitFor('the focus in the dialog', () => focusIsIn('[role=dialog]'))
      expect(await mentee.panelState()).not.toBe('hidden')
    })

    it('stays when the popover closes, with what was typed', async () => {
      const { mentee, menteeHand } = stage
      await mentee.page.keyboard.press('Escape')
      await mentee.page.locator('#xDetDlg:visible').waitFor({ state: 'hidden' })
      expect(await mentee.panelState()).toBe('open')
      expect(await menteeHand.noteOf(menteeHand.words.words.topics.work)).toBe('c t d w m j k / ?')
    })

    it('a panel that is folded away leaves the keyboard to the page', async () => {
      const { mentee, menteeHand } = stage
      await menteeHand.frame().then((frame) => frame.locator('textarea').first().click())
      await menteeHand.collapse()
      await waitFor('the focus', async () => !(await focusIsIn('yohaku-panel')))
      await mentee.page.keyboard.press('j')
      await waitFor('the shortcut', async () => (await counters()).shortcuts.j === 1)
      // The late strip has passed by now, too.
      expect((await counters()).strips).toBe(0)
    })
  })

  it('markup in titles and names is text', async () => {
    const { mentee, menteeHand } = stage
    await mentee.openCalendar()
    await mentee.openEvent('太字')
    await waitFor('the panel', async () => (await mentee.panelState()) === 'glance')
    const frame = await menteeHand.frame()
    await frame.getByRole('heading', { name: '<img src=x' }).first().waitFor()
    expect(await frame.locator('img, header b').count()).toBe(0)
    for (const one of mentee.page.frames()) {
      expect(await one.evaluate(() => 'pwned' in globalThis)).toBe(false)
    }
  })

  it('a page that was built anew ends in a notice, once', async () => {
    const { mentee, menteeHand, world } = stage
    // Google renames what we read by.
    const script = await world.fetch('https://calendar.google.com/calendar/page/app.js')
    const body = (await script.text()).replaceAll('xDetDlg', 'yDetDlg')
    await mentee.page.route('**/calendar/page/app.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body }),
    )
    await mentee.openCalendar('?storm=light')
    for (const title of [weeklyTitle, singleTitle, 'デザインレビュー']) {
      await mentee.openEvent(title)
      await mentee.page.getByRole('heading', { name: title }).waitFor()
    }
    await waitFor('the notice', async () => (await mentee.panelState()) === 'glance')
    const told = await menteeHand.notice('host/layout-changed')
    expect(told).toContain(errorsJa['host/layout-changed'].text)
    expect(told).toContain(errorsJa['host/layout-changed'].next)
    await expectUntouched()
    await menteeHand.press(menteeHand.words.panel.header.close)
    await waitFor('the panel to go', async () => (await mentee.panelState()) === 'hidden')
    await mentee.openEvent(weeklyTitle)
    await mentee.page.getByRole('heading', { name: weeklyTitle }).waitFor()
    expect(await mentee.panelState()).toBe('hidden')
  })
})
