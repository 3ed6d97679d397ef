import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shareMessagesIn } from '../../lib/i18n/share-messages.ts'
import type { OutlookTestHandle } from '../sandbox/outlook-page/client/main.ts'
import { outlookSelf } from '../sandbox/outlook-page/synthetic-events.ts'
import type { World } from '../sandbox/world.ts'
import { startOutlookWorld } from '../support/start-outlook-world.ts'
import { handOf } from './support/panel-hand.ts'
import { type Person, startPerson } from './support/person.ts'
import { waitFor } from './support/wait-for.ts'

/** Outlook without any connection: a partner shown by name alone, from the first question to the true pair. */

let world: World
let person: Person

beforeAll(async () => {
  world = await startOutlookWorld()
  person = await startPerson({ email: outlookSelf.email, proxyPort: world.proxyPort })
})
afterAll(async () => {
  await person?.close()
  await world?.close()
})

async function openEvent(subject: string): Promise<void> {
  await person.page.evaluate(() =>
    (globalThis as unknown as { __outlook: OutlookTestHandle }).__outlook.closeAll(),
  )
  await person.page.locator('[data-calitemid]', { hasText: subject }).first().click()
  await person.page.locator('[data-app-section=CalendarItemPeek] [role=button]').first().waitFor()
}

/** The addresses of the partners whose pairs are kept, the old one's signpost left out. */
async function partnersOnDisk(): Promise<(string | null)[]> {
  const [worker] = person.context.serviceWorkers()
  if (worker === undefined) return []
  return await worker.evaluate(
    () =>
      new Promise<(string | null)[]>((resolve, reject) => {
        const opening = indexedDB.open('yohaku')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const asked = database.transaction('pairs').objectStore('pairs').getAll()
          asked.onerror = () => reject(asked.error)
          asked.onsuccess = () => {
            database.close()
            const kept = asked.result.filter((one) => one.movedTo === undefined)
            resolve(kept.map((one) => one.partner.email))
          }
        }
      }),
  )
}

describe('a partner whom Outlook shows by name', () => {
  it('is asked about once, written about at once, and kept when the addresses are told', async () => {
    const hand = handOf(person)
    const { panel: words } = hand.words
    const share = shareMessagesIn('ja')
    await person.page.goto('https://outlook.office.com/calendar/view/week')
    await person.page.locator('yohaku-panel[data-state=hidden]').waitFor({ state: 'attached' })

    await openEvent('Aiko and Kei')
    await waitFor('the tab', async () => (await person.panelState()) === 'collapsed')
    await person.page.mouse.click(1264, 430)
    const frame = await person.panel()
    await frame.getByRole('heading', { name: words.offer.withName('Kei Tanakaさん') }).waitFor()
    await hand.press(words.offer.yes)
    await frame.getByRole('heading', { name: words.header.with('Kei Tanakaさん') }).waitFor()
    await hand.pick('career')
    await hand.write(hand.words.words.topics.career, '異動のこと')
    await hand.waitForState(words.state.saved)

    await frame.getByRole('button', { name: words.menu.open }).click()
    await hand.press(words.step.more)
    await frame.getByLabel(share.people.partner).fill('kei@contoso.example')
    await frame.getByLabel(share.people.self).fill(outlookSelf.email)
    await hand.press(share.people.save)
    await waitFor('the true pair', async () => {
      const partners = await partnersOnDisk()
      return partners.includes('kei@contoso.example') ? true : null
    })
    // The true pair is on screen, and the person is where they were, with a word about what they did.
    await frame.getByText(share.people.saved).waitFor()
    expect(await frame.locator(':focus').textContent()).toBe(share.people.save)
    expect(await hand.noteOf(hand.words.words.topics.career)).toBe('異動のこと')

    // Another event with the same name opens by itself: nothing is asked twice.
    await hand.collapse()
    await openEvent('Kei Tanaka')
    await waitFor('the panel', async () => (await person.panelState()) === 'glance')

    // A meeting whose guests are hidden shows its organizer alone: it is asked about, and "no" is about it only.
    await hand.collapse()
    await openEvent('Town hall')
    await person.page.mouse.click(1264, 430)
    await frame.getByRole('heading', { name: words.offer.withName('Kei Tanakaさん') }).waitFor()
    await frame.locator('#offer ~ .buttons').getByRole('button').last().click()
    await waitFor('the panel to go', async () => (await person.panelState()) === 'hidden')
    await openEvent('Kei Tanaka')
    await waitFor('the panel', async () => (await person.panelState()) === 'glance')
    expect(world.log.filter((one) => !new URL(one.url).host.startsWith('outlook.'))).toEqual([])
  })
})
