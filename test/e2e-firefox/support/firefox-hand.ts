import type { Frame, Page } from 'puppeteer-core'
import { type Messages, messagesIn } from '../../../lib/i18n/messages.ts'
import { waitFor } from '../../e2e/support/wait-for.ts'
import type { FirefoxPerson } from './firefox-person.ts'

/** A person's hand on the panel in Firefox: every step as a person does it, by the words on the screen. */
export interface FirefoxHand {
  /** Words of the panel, which speaks the calendar's language. */
  readonly words: Messages
  /** Presses the button with this name. */
  press(name: string): Promise<void>
  /** Makes the choice with this name. */
  choose(name: string): Promise<void>
  /** Replaces the text of the field with this name. */
  write(name: string, text: string): Promise<void>
  /** Value of the field with this name. */
  read(name: string): Promise<string>
  /** Whether the choice with this name is made. */
  isChosen(name: string): Promise<boolean>
  /** Waits until the panel shows this text. */
  waitForText(text: string): Promise<void>
  /** Everything the panel shows, as text. */
  text(): Promise<string>
}

/** Gives a person a hand. */
export function firefoxHandOf(person: FirefoxPerson): FirefoxHand {
  const hand: FirefoxHand = {
    words: messagesIn('ja'),
    async press(name) {
      await person.page.bringToFront()
      await pressIn(await person.panel(), name)
    },
    async choose(name) {
      await person.page.bringToFront()
      await (await person.panel()).locator(named('radio', name)).click()
    },
    async write(name, text) {
      await person.page.bringToFront()
      await (await person.panel()).locator(named('textbox', name)).fill(text)
    },
    async read(name) {
      const field = await (await person.panel()).locator(named('textbox', name)).waitHandle()
      return field.evaluate((one) => (one as HTMLTextAreaElement).value)
    },
    async isChosen(name) {
      const choice = await (await person.panel()).waitForSelector(named('radio', name))
      return (await choice?.evaluate((one) => (one as HTMLInputElement).checked)) ?? false
    },
    async waitForText(text) {
      await waitFor(`“${text}” in the panel`, async () => (await hand.text()).includes(text))
    },
    async text() {
      return (await person.panel()).evaluate(() => document.body.innerText)
    },
  }
  return hand
}

/** Presses the button with this name, once it is there and holds still. */
export async function pressIn(place: Page | Frame, name: string): Promise<void> {
  await place.locator(named('button', name)).click()
}

/** The words a page of ours speaks: those of the browser, which cannot be chosen for a test. */
export async function wordsOf(page: Page): Promise<Messages> {
  const language = await waitFor('the page to have a language', () =>
    page.evaluate(() => document.documentElement.lang),
  )
  return messagesIn(language === 'ja' ? 'ja' : 'en')
}

/** Ticks everything in Google's window and allows; Google knows already which account is meant. */
export async function allowAll(google: Page): Promise<void> {
  await google.locator('#select-all').click()
  await google.locator('#allow').click()
}

function named(role: 'button' | 'radio' | 'textbox', name: string): string {
  return `::-p-aria([name=${JSON.stringify(name)}][role="${role}"])`
}
