import type { Person } from './person.ts'

/**
 * Leaves no room for anything more in the extension's own storage; the returned function gives it back. The
 * limit lives as long as the page that set it.
 * https://chromedevtools.github.io/devtools-protocol/tot/Storage/#method-overrideQuotaForOrigin
 */
export async function fillDisk(person: Person): Promise<() => Promise<void>> {
  const page = await person.openOwnPage('popup.html')
  const session = await person.context.newCDPSession(page)
  const origin = `chrome-extension://${person.extensionId}`
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  // A press into a page behind another tab goes nowhere.
  await person.page.bringToFront()
  return async () => {
    await session.send('Storage.overrideQuotaForOrigin', { origin })
    await page.close()
  }
}
