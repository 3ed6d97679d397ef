import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { addEvent } from '../sandbox/google/event-builders.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { everyTextOf } from './support/every-text.ts'
import { makeGrantedBuild } from './support/granted-build.ts'
import { noonZone } from './support/noon-zone.ts'
import { openStage, type Stage, singleTitle, weeklyTitle } from './support/stage.ts'
import { type ToolbarHand, toolbarOf } from './support/toolbar-hand.ts'
import { waitFor } from './support/wait-for.ts'

const minuteMs = 60_000

/** One person between two 1-on-1s: each test goes on where the one before stopped. */
describe('between the 1-on-1s', () => {
  const granted = makeGrantedBuild()
  let stage: Stage
  let toolbar: ToolbarHand
  let pairId = ''

  beforeAll(async () => {
    stage = await openStage({
      organizer: 'mentor',
      hasMentor: false,
      person: { build: granted.folder, timeZone: noonZone(new Date().getUTCHours()) },
    })
    toolbar = toolbarOf(stage.mentee)
    await stage.mentee.openCalendar()
  })
  afterAll(async () => {
    await stage?.close()
    granted.remove()
  })

  it('has nothing to say before a 1-on-1 was opened', async () => {
    const popup = await toolbar.openPopup()
    await popup.getByRole('heading', { name: '予定されている1on1はありません' }).waitFor()
    expect(await toolbar.badge()).toBe('')
    await popup.close()
  })

  it('shows with the calendar closed what was prepared, without a request', async () => {
    const { mentee: person, menteeHand } = stage
    await person.openEvent(weeklyTitle)
    await menteeHand.pick('career')
    await menteeHand.hopeFor('今後のキャリア', 'listen')
    await menteeHand.waitForState('この端末に保存済み')
    await person.page.goto('about:blank')
    await person.stopWorker()
    const popup = await toolbar.openPopup()
    const line = popup.getByRole('link', { name: /森 つかさ/ }).first()
    await line.waitFor()
    expect(await popup.locator('main').innerText()).toContain('今後のキャリア')
    expect(await popup.locator('main').innerText()).toContain('話を聞いてほしい')
    await popup.getByText(messagesIn('ja').popup.notConnected).waitFor()
    const href = new URL((await line.getAttribute('href')) ?? '', popup.url())
    pairId = href.searchParams.get('pair') ?? ''
    expect(pairId).toMatch(/^[0-9a-f]{32}$/)
    expect(stage.world.log).toEqual([])
    await popup.close()
  })

  it('draws the map of one’s dialogues, with the worker just stopped and without a request', async () => {
    await stage.mentee.stopWorker()
    const map = await stage.mentee.openOwnPage('map.html')
    const partner = map.getByRole('link', { name: /森 つかさ/ })
    await partner.waitFor()
    expect(await partner.getAttribute('href')).toContain(`pair=${pairId}&meeting=`)
    await map.getByText('これから話す話題が、ここに集まります。').waitFor()
    expect(stage.world.log).toEqual([])
    await map.close()
  })

  it('opens the margin of that meeting in a tab of its own, where one can write', async () => {
    const popup = await toolbar.openPopup()
    const opening = stage.mentee.context.waitForEvent('page')
    await popup
      .getByRole('link', { name: /森 つかさ/ })
      .first()
      .click()
    const margin = await opening
    await margin.getByText('今後のキャリア').first().waitFor()
    const prepare = margin.getByRole('tab', { name: '準備' })
    const screen = prepare.or(margin.getByRole('button', { name: '準備', exact: true })).first()
    const note = margin.getByLabel('「今後のキャリア」のメモ')
    await screen.click()
    await note.fill('タブで書いたことば')
    await margin.locator('footer').getByText('この端末に保存済み').waitFor()
    await margin.reload()
    await screen.click()
    await waitFor('the note', async () => (await note.inputValue()) === 'タブで書いたことば')
    await margin.close()
    await popup.close()
  })

  it('tells a page nothing that frames the margin by itself', async () => {
    const { mentee: person } = stage
    await person.openCalendar()
    const url = `chrome-extension://${person.extensionId}/panel.html?pair=${pairId}`
    await person.page.evaluate((src) => {
      const frame = document.createElement('iframe')
      frame.src = src
      frame.style.cssText = 'position:fixed;inset:0;width:400px;height:600px;z-index:9'
      document.body.append(frame)
    }, url)
    const framed = await waitFor('the frame', () =>
      Promise.resolve(person.page.frames().find((one) => one.url().startsWith(url))),
    )
    await framed.locator('#app').waitFor({ state: 'attached' })
    // The panel that belongs to the page answers meanwhile: the other one has had every chance.
    await person.openEvent(weeklyTitle)
    const own = await waitFor('the panel', () =>
      Promise.resolve(person.page.frames().find((one) => one.url().includes('/panel.html#'))),
    )
    await own.getByText('今後のキャリア').first().waitFor()
    await own.getByText('話を聞いてほしい').first().waitFor()
    const text = await framed.locator('body').innerText()
    expect(text).not.toContain('キャリア')
    expect(text).not.toContain('森')
    await person.openCalendar()
  })

  it('lists from the connected calendar what was never opened, the calendar being closed', async () => {
    const { mentee: person, menteeHand, world } = stage
    const startMs = world.clock.nowMs() + 10 * minuteMs + 50_000
    addEvent(world.store, {
      organizer: mentor,
      guests: [mentor, mentee],
      title: 'もうすぐの1on1',
      startMs,
      endMs: startMs + 30 * minuteMs,
    })
    await person.openEvent(weeklyTitle)
    await menteeHand.connect()
    await person.page.goto('about:blank')
    await waitFor(
      'the calendar to be read',
      async () => {
        const popup = await toolbar.openPopup()
        try {
          await popup.getByRole('article', { name: /森 つかさ/ }).waitFor({ timeout: 5_000 })
          return true
        } finally {
          await popup.close()
        }
      },
      30_000,
    )
    const popup = await toolbar.openPopup()
    const card = popup.getByRole('article', { name: /森 つかさ/ })
    await card.waitFor()
    expect(await card.innerText()).toMatch(/1[01]分後/)
    expect(await popup.locator('main').innerText()).not.toContain(
      messagesIn('ja').popup.notConnected,
    )
    expect(await toolbar.badge()).toMatch(/^[1-9]$/)
    await popup.close()
    stage.expectLegalRequests()
  })

  it('opens the event in the calendar', async () => {
    const popup = await toolbar.openPopup()
    const opening = stage.mentee.context.waitForEvent('page')
    await popup
      .getByRole('link', { name: /予定をカレンダーで開く/ })
      .first()
      .click()
    const calendar = await opening
    await calendar.waitForURL(/eventedit/)
    await calendar.close()
    await popup.close()
  })

  it('reminds once, ten minutes before, without a name, though the worker was stopped', async () => {
    expect(await toolbar.notifications()).toEqual([])
    const watch = await toolbar.watchNotifications()
    await stage.mentee.stopWorker()
    // Nothing but its own alarm wakes the worker now.
    const ids = await waitFor(
      'the reminder',
      async () => {
        const found = await watch.ids()
        return found.length > 0 ? found : null
      },
      120_000,
    )
    await watch.close()
    expect(ids).toHaveLength(1)
    expect(ids[0]).toContain(pairId)
    await stage.mentee.stopWorker()
    const popup = await toolbar.openPopup()
    await popup.getByRole('article').first().waitFor()
    await popup.close()
    expect(await toolbar.notifications()).toHaveLength(1)
  })

  it('puts selected text aside for the next 1-on-1, as a draft on this device', async () => {
    const text = 'そちらの部署では、どう決めていますか。'
    await toolbar.pressMenu(pairId, text)
    await waitFor('the draft', async () => {
      const popup = await toolbar.openPopup()
      try {
        await popup.getByRole('article').first().waitFor()
        const words = await popup.locator('main').innerText()
        return words.includes(text) && words.includes('下書き')
      } finally {
        await popup.close()
      }
    })
    expect(await everyTextOf(stage.world)).not.toContain(text)
  })

  it('opens the panel of the calendar in front by its keys and takes the keyboard along', async () => {
    const { mentee: person } = stage
    await person.openCalendar()
    await person.openEvent(singleTitle)
    await waitFor('the glance', async () => (await person.panelState()) === 'glance')
    await toolbar.pressKeys('open-panel')
    await waitFor('the open panel', async () => (await person.panelState()) === 'open')
    const hasFocus = () =>
      person.page.evaluate(() => document.activeElement?.tagName.toLowerCase() === 'yohaku-panel')
    await waitFor('the focus', hasFocus)
  })

  it('hides what is only for me by its keys, in every panel, and nothing of it leaves the device', async () => {
    const { mentee: person, menteeHand } = stage
    const secret = '異動の話は、まだ出さない。'
    const besideTopic = '転職サイトも、もう見ている。'
    const frame = await menteeHand.frame()
    const lane = () => frame.getByLabel('わたしだけのメモ・共有されません').locator('textarea')
    await menteeHand.show('prepare')
    await lane().fill(secret)
    await menteeHand.pick('work')
    await menteeHand.show('talk')
    await frame.getByRole('button', { name: 'わたしだけのメモを足す' }).first().click()
    await frame.getByLabel(/^わたしだけのメモ（/).fill(besideTopic)
    await menteeHand.waitForState('この端末に保存済み')
    await toolbar.pressKeys('toggle-private')
    await frame.getByText('わたしだけのメモは隠れています').waitFor()
    for (const words of [secret, besideTopic]) {
      expect(await menteeHand.text()).not.toContain(words)
      expect(await frame.content()).not.toContain(words)
    }
    await person.stopWorker()
    await toolbar.badge()
    await toolbar.pressKeys('toggle-private')
    await lane().waitFor()
    expect(await lane().inputValue()).toBe(secret)
    await menteeHand.show('past')
    await frame.getByRole('searchbox').fill('転職さいと')
    await frame.locator('.hit.is-private mark', { hasText: '転職サイト' }).waitFor()
    const options = await person.openOwnPage('options.html')
    const arriving = options.waitForEvent('download')
    await options.getByRole('button', { name: '書き出す', exact: true }).click()
    const exported = readFileSync(await (await arriving).path(), 'utf8')
    expect(exported).toContain(secret)
    expect(exported).toContain(besideTopic)
    await options.close()
    await menteeHand.show('prepare')
    await menteeHand.shareFile()
    await menteeHand.waitForState('読めるのは ふたり だけ')
    const left = await everyTextOf(stage.world)
    expect(left).toContain('今後のキャリア')
    expect(left).not.toContain(secret)
    expect(left).not.toContain('異動の話')
    expect(left).not.toContain(besideTopic)
    expect(left).not.toContain('転職サイト')
  })
})
