import type { Frame, Locator } from 'playwright-core'
import type { ErrorCode } from '../../../lib/base/app-error.ts'
import { type Messages, messagesIn } from '../../../lib/i18n/messages.ts'
import type { ResponseKind, TopicKind } from '../../../lib/model/topics.ts'
import { worldClientId } from '../../sandbox/usual-people.ts'
import { allowAll, inGoogleWindow, pickAll, type WindowAct } from './google-window.ts'
import type { Person } from './person.ts'
import { waitFor } from './wait-for.ts'

/** A person's hand on the panel: every step as a person does it, by the words on the screen. */
export interface PanelHand {
  readonly words: Messages
  frame(): Promise<Frame>
  /** Goes to a screen of the panel. */
  show(screen: 'glance' | 'prepare' | 'talk' | 'past'): Promise<void>
  /** Collapses the panel to its tab. */
  collapse(): Promise<void>
  /** Presses the chip of one of the seven topics. */
  pick(kind: Exclude<TopicKind, 'custom'>): Promise<void>
  /** Makes a topic of one's own. */
  pickOwn(title: string): Promise<void>
  /** Chooses the hoped-for response of a topic. */
  hopeFor(title: string, response: ResponseKind): Promise<void>
  /** Writes the note of a topic. */
  write(title: string, note: string): Promise<void>
  /** What stands in the note of a topic. */
  noteOf(title: string): Promise<string>
  /** Presses share on a draft. */
  shareDraft(title: string): Promise<void>
  markSeen(): Promise<void>
  /** Types the world's client id into the options. */
  typeClientId(): Promise<void>
  /** Presses the button with these words. */
  press(name: string): Promise<void>
  /** Types the client id and connects the account in Google's window. */
  connect(act?: WindowAct): Promise<void>
  /** Creates the shared file and shares it with the partner. */
  shareFile(): Promise<void>
  /** Opens the partner's file by the picker step. */
  openPartnersFile(act?: WindowAct): Promise<void>
  /** Pastes a link to the partner's file and picks it. */
  pasteLink(link: string): Promise<void>
  /** Asks for a look at the shared file now, by the menu. */
  syncNow(): Promise<void>
  /** Speaks another language from now on, by the menu. */
  speak(language: 'ja' | 'en'): Promise<void>
  /** The notice of a code, as text; waits until it is shown. */
  notice(code: ErrorCode, deadlineMs?: number): Promise<string>
  /** The codes of all notices on the screen. */
  noticeCodes(): Promise<string[]>
  /** Puts a notice away. */
  dismiss(code: ErrorCode): Promise<void>
  /** Waits for the state line to say something. */
  waitForState(text: string | RegExp): Promise<void>
  /** The glance card of a topic of the partner. */
  partnerTopic(title: string): Promise<Locator>
  /** Everything the panel shows, as text. */
  text(): Promise<string>
}

/** Gives a person a hand. */
export function handOf(person: Person, language: 'ja' | 'en' = 'ja'): PanelHand {
  const words = messagesIn(language)
  const { panel } = words
  const frame = () => person.panel()
  const button = async (name: string) =>
    (await frame()).getByRole('button', { name, exact: true }).first()
  const press = async (name: string) => (await button(name)).click()
  const titleOf = (kind: Exclude<TopicKind, 'custom'>) => words.words.topics[kind]

  const hand: PanelHand = {
    words,
    frame,
    async show(screen) {
      const one = await frame()
      await one
        .getByRole('tab', { name: panel.nav[screen] })
        .or(one.getByRole('button', { name: panel.nav[screen], exact: true }))
        .first()
        .click()
    },
    async collapse() {
      await press(panel.header.collapse)
      await waitFor('the tab', async () => (await person.panelState()) === 'collapsed')
    },
    async pick(kind) {
      await press(titleOf(kind))
    },
    async pickOwn(title) {
      await press(words.words.topics.custom)
      const one = await frame()
      await one.getByLabel(panel.prepare.customTitle).fill(title)
      await press(panel.prepare.customAdd)
    },
    async hopeFor(title, response) {
      const one = await frame()
      const group = one.getByRole('group', { name: panel.prepare.responseFor(title) }).first()
      await group.getByRole('radio', { name: words.words.responses[response] }).check()
    },
    async write(title, note) {
      const one = await frame()
      const field = one.getByLabel(panel.prepare.noteFor(title))
      if (!(await field.isVisible())) await hand.show('prepare')
      await field.fill(note)
    },
    async noteOf(title) {
      const field = (await frame()).getByLabel(panel.prepare.noteFor(title))
      if (!(await field.isVisible())) await hand.show('prepare')
      return field.inputValue()
    },
    async shareDraft(title) {
      await press(panel.draft.shareFor(title))
    },
    async markSeen() {
      await press(panel.glance.markSeen)
    },
    async typeClientId() {
      const options = await person.openOwnPage('options.html')
      await options.locator('#client-id').fill(worldClientId)
      await options.locator('form:has(#client-id) button[type=submit]').click()
      await options.getByText(words.pages.options.google.clientIdSaved).waitFor()
      await options.close()
    },
    press,
    async connect(act = allowAll) {
      await hand.typeClientId()
      await inGoogleWindow(person, () => press(panel.step.connect), act)
    },
    async shareFile() {
      await press(panel.step.create)
    },
    async openPartnersFile(act = pickAll) {
      await inGoogleWindow(person, () => press(panel.step.pick), act)
    },
    async pasteLink(link) {
      const one = await frame()
      const paste = one.getByLabel(panel.step.pasteLabel)
      if (!(await paste.isVisible())) await press(panel.step.pickOther)
      await paste.fill(link)
      await inGoogleWindow(person, () => press(panel.step.paste), pickAll)
    },
    async syncNow() {
      await press(panel.menu.open)
      await press(panel.menu.syncNow)
    },
    async speak(next) {
      // The words on the menu are those of the language that is left.
      const one = await frame()
      await one.locator('[popovertarget=menu]').click()
      await one.locator(`#menu button[lang=${next}]`).click()
      await one.locator(`html[lang=${next}]`).waitFor()
    },
    async notice(code, deadlineMs = 20_000) {
      const shown = (await frame()).locator(`.notice[data-code="${code}"]`)
      await shown.waitFor({ timeout: deadlineMs })
      return shown.locator('p').innerText()
    },
    async noticeCodes() {
      return (await frame())
        .locator('.notice')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-code') ?? ''))
    },
    async dismiss(code) {
      const shown = (await frame()).locator(`.notice[data-code="${code}"]`)
      await shown.getByRole('button', { name: panel.notice.dismiss }).click()
      await shown.waitFor({ state: 'detached' })
    },
    async waitForState(text) {
      const one = await frame()
      await one.locator('footer').getByText(text).first().waitFor()
    },
    async partnerTopic(title) {
      const one = await frame()
      const heading = one.getByRole('heading', { name: title, level: 3 })
      return one.getByRole('listitem').filter({ has: heading }).first()
    },
    async text() {
      return (await frame()).locator('body').innerText()
    },
  }
  return hand
}
