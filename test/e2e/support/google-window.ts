import type { Page } from 'playwright-core'
import type { Person } from './person.ts'
import { waitFor } from './wait-for.ts'

/** What a person does in a window of Google until it closes. */
export type WindowAct = (page: Page) => Promise<void>

/** Does something that opens a window of Google, then acts in that window until it is closed. */
export async function inGoogleWindow(
  person: Person,
  open: () => Promise<void>,
  act: WindowAct,
): Promise<void> {
  const opened = person.context.waitForEvent('page')
  await open()
  const page = await opened
  const closed = page.waitForEvent('close')
  await act(page)
  await closed
}

/** Chooses the account, ticks everything, allows. */
export const allowAll: WindowAct = async (page) => {
  await chooseAccount(page)
  await page.locator('#select-all').check()
  await page.locator('#allow').click()
}

/** Refuses at the consent page. */
export const deny: WindowAct = async (page) => {
  await chooseAccount(page)
  await page.locator('#deny').click()
}

/** Allows the calendar, but not the file. */
export const allowCalendarOnly: WindowAct = async (page) => {
  await chooseAccount(page)
  await page.locator('input[name=scope][value*="calendar.events"]').check()
  await page.locator('#allow').click()
}

/** Allows the one scope, then takes the one file the picker shows. */
export const pickAll: WindowAct = async (page) => {
  await reachPicker(page)
  await page.locator('input[name=file]').first().check()
  await page.locator('#insert').click()
}

/** Leaves the picker without a file. */
export const cancelPick: WindowAct = async (page) => {
  await reachPicker(page)
  await page.locator('#cancel').click()
}

async function reachPicker(page: Page): Promise<void> {
  await chooseAccount(page)
  await page.locator('#allow, #insert').first().waitFor()
  if (await page.locator('#allow').isVisible()) await page.locator('#allow').click()
  await page.locator('#insert').waitFor()
}

async function chooseAccount(page: Page): Promise<void> {
  const ready = page.locator('button[name=account], #allow, #insert').first()
  await waitFor('the window of Google', () => ready.isVisible())
  const account = page.locator('button[name=account]').first()
  if (await account.isVisible()) await account.click()
}
