import type { Page } from 'playwright-core'
import type { WindowAct } from './google-window.ts'
import { waitFor } from './wait-for.ts'

/** Chooses this account if asked, and accepts what is asked for. */
export function acceptAs(email: string): WindowAct {
  return async (page) => {
    await chooseAccount(page, email)
    // Granted before, or by an administrator: then nobody is asked.
    await waitFor('the consent page or the end', async () => {
      if (page.isClosed()) return true
      if (!(await page.locator('#accept').isVisible())) return false
      await page.locator('#accept').click()
      return true
    })
  }
}

/** Comes to "Need admin approval" and goes back to the app. */
export function returnFromAdminPage(email: string): WindowAct {
  return async (page) => {
    await chooseAccount(page, email)
    await page.locator('[data-error=AADSTS90094]').waitFor()
    await page.locator('#back').click()
  }
}

async function chooseAccount(page: Page, email: string): Promise<void> {
  const account = page.locator(`button[name=account][value="${email}"]`)
  const ready = account.or(page.locator('#accept, #back')).first()
  await waitFor('the window of Microsoft', async () => page.isClosed() || (await ready.isVisible()))
  if (!page.isClosed() && (await account.isVisible())) await account.click()
}
