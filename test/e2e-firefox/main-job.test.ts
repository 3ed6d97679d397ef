import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeUtf8 } from '../../lib/base/bytes.ts'
import { waitFor } from '../e2e/support/wait-for.ts'
import { checkLog, loadGoogleContracts } from '../sandbox/contract-check.ts'
import { seedTwoPeople } from '../sandbox/seeds.ts'
import { mentee, mentor, worldClientId } from '../sandbox/usual-people.ts'
import { startWorld, type World } from '../sandbox/world.ts'
import {
  allowAll,
  type FirefoxHand,
  firefoxHandOf,
  pressIn,
  wordsOf,
} from './support/firefox-hand.ts'
import { type FirefoxPerson, startFirefoxPerson } from './support/firefox-person.ts'

const weeklyTitle = '森さんとの 1on1'
const topic = '業務の進捗や進め方'
const noteField = `「${topic}」のメモ`
const note = 'ひとつ、うまくいきました。'
const saved = 'この端末に保存済み'

/**
 * What Firefox does differently: an event page in place of a service worker, a frame in somebody's page that
 * has the few APIs of a content script, a question before data leaves the device, sign-in windows and a
 * redirect address of its own.
 */
describe('the mentee’s whole job in Firefox', () => {
  let world: World
  let person: FirefoxPerson
  let hand: FirefoxHand

  beforeAll(async () => {
    world = await startWorld()
    seedTwoPeople(world, { organizer: mentee })
    person = await startFirefoxPerson(mentee, world.proxyPort)
    hand = firefoxHandOf(person)
  })
  afterAll(async () => {
    await person?.close()
    await world?.close()
  })

  const openWeekly = async () => {
    await person.openEvent(weeklyTitle)
    await waitFor('the glance', async () => (await person.panelState()) === 'glance')
  }

  it('welcomes, and begins with the press that gives consent', async () => {
    const welcome = await person.pageAt('/welcome.html')
    await welcome.bringToFront()
    const words = await wordsOf(welcome)
    await pressIn(welcome, words.pages.welcome.start)
    // Firefox's question whether storage may last stands open meanwhile: it must not hold anything up.
    await waitFor('the next steps', () => shows(welcome, words.pages.welcome.doneHeading))
    await person.window.answer('persistent-storage', 'allow')
    await welcome.close()
    await person.openCalendar()
    expect(await person.panelState()).toBe('hidden')
  })

  it('opens a 1-on-1 as a glance after the event page slept', async () => {
    await person.panel()
    await person.window.stopEventPage()
    await openWeekly()
    await hand.waitForText('森 つかささんとの1on1')
    expect(world.log).toEqual([])
  })

  it('keeps each edit although the event page stops right after it is said to be saved', async () => {
    await hand.press(topic)
    await hand.waitForText(saved)
    await person.window.stopEventPage()
    await hand.choose('報告したい')
    await hand.waitForText(saved)
    await person.window.stopEventPage()
    await hand.press(hand.words.panel.nav.prepare)
    await hand.write(noteField, note)
    await hand.waitForText(saved)
    await person.window.stopEventPage()
    await person.openCalendar()
    await openWeekly()
    await hand.press(hand.words.panel.nav.prepare)
    expect(await hand.read(noteField)).toBe(note)
    expect(await hand.isChosen('報告したい')).toBe(true)
    expect(world.log).toEqual([])
  })

  it('does not connect when the person denies that data leaves the device', async () => {
    await hand.press(hand.words.panel.step.configure)
    const options = await person.pageAt('/options.html')
    await options.bringToFront()
    const words = await wordsOf(options)
    const { google } = words.pages.options
    await options.locator('#client-id').fill(worldClientId)
    await options.locator('form:has(#client-id) button[type=submit]').click()
    await waitFor('the client id', () => shows(options, google.clientIdSaved))
    await pressIn(options, google.connect)
    await person.window.answer('addon-webext-permissions', 'deny')
    await waitFor('the refusal', () => shows(options, words.errors['auth/refused'].text))
    // The frame in the calendar cannot ask Firefox's question: the way still leads here.
    await hand.waitForText(hand.words.panel.step.configureTitle('Google'))
    expect(world.log).toEqual([])
  })

  it('connects from the panel once the person allowed it', async () => {
    const options = await person.pageAt('/options.html')
    await options.bringToFront()
    const words = await wordsOf(options)
    await pressIn(options, words.pages.options.google.connect)
    await person.window.answer('addon-webext-permissions', 'allow')
    const unwanted = await person.pageAt('accounts.google.com')
    await unwanted.close()
    await waitFor('the refusal', () => shows(options, words.errors['auth/refused'].text))
    await options.close()
    await hand.press(hand.words.panel.step.connect)
    const google = await person.pageAt('accounts.google.com')
    await allowAll(google)
    await hand.waitForText(hand.words.panel.step.create)
  })

  it('shares one file that a person can read', async () => {
    await hand.press(hand.words.panel.step.create)
    const [file] = await waitFor('the shared file', async () => {
      const all = world.store.drive.all()
      return all[0]?.permissions.some((one) => one.email === mentor) && all
    })
    expect(file?.ownerEmail).toBe(mentee)
    await waitFor('the topic in the file', async () => {
      const [newest] = world.store.drive.all()
      const text = decodeUtf8(new Uint8Array(newest?.revisions.at(-1)?.bytes ?? []))
      return text.includes(topic) && text.includes(note)
    })
    expect(world.store.drive.all()).toHaveLength(1)
  })

  it('asks Google for nothing once the person took the consent back', async () => {
    const { menu, step } = hand.words.panel
    await hand.press(menu.open)
    await hand.press(menu.options)
    const options = await person.pageAt('/options.html')
    // What the switch on Firefox's page about add-ons does.
    await options.evaluate(takeDataConsentBack)
    await hand.waitForText(step.configureTitle('Google'))
    const requests = world.log.length
    await hand.write(noteField, 'あとで直しました。')
    await hand.press(menu.open)
    await hand.press(menu.syncNow)
    await hand.waitForText(saved)
    expect(world.log.slice(requests)).toEqual([])
  })

  it('gave Firefox nothing to complain about', async () => {
    expect(await person.window.complaints()).toEqual([])
  })

  it('made only requests that Google’s own description allows', () => {
    const documents = loadGoogleContracts()
    if (documents === null) {
      console.warn('contract check: ../shared/contracts is not here, requests were not checked')
      return
    }
    expect(checkLog(world.log, documents)).toEqual([])
  })
})

async function shows(page: Awaited<ReturnType<FirefoxPerson['pageAt']>>, text: string) {
  return (await page.evaluate(() => document.body.innerText)).includes(text)
}

async function takeDataConsentBack(): Promise<void> {
  const { browser } = globalThis as unknown as {
    browser: { permissions: { remove(kinds: { data_collection: string[] }): Promise<boolean> } }
  }
  await browser.permissions.remove({
    data_collection: ['personalCommunications', 'personallyIdentifyingInfo'],
  })
}
