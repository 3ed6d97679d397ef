import type { Locator } from 'playwright-core'
import { type PastMessages, pastMessagesIn } from '../../../lib/i18n/past-messages.ts'
import { type TalkMessages, talkMessagesIn } from '../../../lib/i18n/talk-messages.ts'
import type { RelationKind } from '../../../lib/model/topics.ts'
import { handOf } from './panel-hand.ts'
import type { Person } from './person.ts'

/** A person's hand on memos, promises, the relation and what is past. */
export interface TalkHand {
  readonly talk: TalkMessages
  readonly past: PastMessages
  /** Goes to a screen of the panel. */
  show(screen: 'glance' | 'prepare' | 'talk' | 'promises' | 'past' | 'relation'): Promise<void>
  /** Waits until these words are on the screen. */
  sees(text: string | RegExp): Promise<void>
  /** Waits until they are not. */
  seesNo(text: string | RegExp): Promise<void>
  /** The shared sheet on a topic; on the whole 1-on-1 without a title. */
  points(title?: string): Promise<Locator>
  /** Opens and fills the sheet of what to keep in mind. */
  keepInMind(text: string, title?: string): Promise<void>
  /** Ticks a topic as talked about. */
  tickTalked(title: string): Promise<void>
  /** Marks a sentence of the sheet on a topic as different in nuance. */
  markNuance(title: string, sentence: string): Promise<void>
  /** Makes a promise of one's own. */
  promise(made: { text: string; whenWhere?: string; dueDay?: string }): Promise<void>
  /** Ticks a promise as done, on the screen that shows. */
  tickPromise(text: string): Promise<void>
  /** Chooses the relation and who brings the topics. */
  chooseRelation(kind: RelationKind, mentee: string | null): Promise<void>
  /** Fills the field with this label. */
  fill(label: string, text: string): Promise<void>
}

/** Gives a person that hand. */
export function talkHandOf(person: Person, language: 'ja' | 'en'): TalkHand {
  const hand = handOf(person, language)
  const talk = talkMessagesIn(language)
  const past = pastMessagesIn(language)
  const { panel, words } = hand.words
  const frame = () => person.panel()

  const own: TalkHand = {
    talk,
    past,
    async show(screen) {
      const one = await frame()
      if (screen === 'relation') {
        // A pill in the head once it is chosen and drawn; a button below one's topics in any case.
        const pill = one.locator('.relation-pill')
        if (await pill.isVisible()) return pill.click()
        await own.show('prepare')
        const { relation, relationNone } = panel.nav
        const name = new RegExp(`^(${relation}|${relationNone})`)
        return one.locator('main').getByRole('button', { name }).click()
      }
      await one
        .getByRole('navigation', { name: panel.nav.label })
        .getByRole('button', { name: panel.nav[screen], exact: true })
        .click()
    },
    async sees(text) {
      await (await frame()).getByText(text).locator('visible=true').first().waitFor()
    },
    async seesNo(text) {
      const shown = (await frame()).getByText(text).locator('visible=true')
      await shown.first().waitFor({ state: 'hidden' })
    },
    async points(title = talk.memo.whole) {
      return (await frame()).getByRole('textbox', {
        name: talk.memo.labelPoint(title),
        exact: true,
      })
    },
    async keepInMind(text, title = talk.memo.whole) {
      const card = (await frame()).getByRole('article', { name: title, exact: true })
      const sheet = card.getByRole('textbox', { name: talk.memo.labelKeep(title), exact: true })
      if (!(await sheet.isVisible())) {
        await card.getByRole('button', { name: talk.memo.keepAdd, exact: true }).click()
      }
      await sheet.fill(text)
    },
    async tickTalked(title) {
      const tick = (await frame()).getByRole('checkbox', { name: talk.memo.talkedFor(title) })
      await tick.check()
    },
    async markNuance(title, sentence) {
      const card = (await frame()).getByRole('article', { name: title, exact: true })
      const label = talk.memo.labelPoint(title)
      await card.getByRole('button', { name: `${panel.menu.open}: ${label}` }).click()
      await card.getByRole('button', { name: talk.nuance.markFor(title) }).click()
      await card.getByRole('button', { name: sentence, exact: true }).click()
    },
    async promise({ text, whenWhere, dueDay }) {
      const one = await frame()
      await hand.press(talk.promise.add)
      await one.getByLabel(talk.promise.what).fill(text)
      if (whenWhere !== undefined) await one.getByLabel(talk.promise.whenWhere).fill(whenWhere)
      if (dueDay !== undefined) {
        await one.getByLabel(talk.promise.due, { exact: true }).fill(dueDay)
      }
      await hand.press(talk.promise.save)
      await one.locator('.promise', { hasText: text }).waitFor()
    },
    async tickPromise(text) {
      const one = await frame()
      await one.getByRole('checkbox', { name: panel.glance.promiseDone(text) }).check()
    },
    async chooseRelation(kind, mentee) {
      const one = await frame()
      await own.show('relation')
      await one.getByRole('radio', { name: words.relations[kind], exact: true }).check()
      const brings = one.getByRole('group', { name: past.relation.mentee })
      await brings.getByRole('radio', { name: mentee ?? past.relation.both, exact: true }).check()
    },
    async fill(label, text) {
      const one = await frame()
      await one.getByLabel(label, { exact: true }).and(one.locator('input, textarea')).fill(text)
    },
  }
  return own
}
