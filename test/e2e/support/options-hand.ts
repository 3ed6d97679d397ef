import type { Page } from 'playwright-core'
import { messagesIn } from '../../../lib/i18n/messages.ts'
import { inGoogleWindow, type WindowAct } from './google-window.ts'
import type { Person } from './person.ts'

/** A person's hand on their Microsoft accounts in the options, by the words on the screen. */
export interface OptionsHand {
  /** Connects a further account in Microsoft's window. */
  connectMicrosoft(act: WindowAct): Promise<void>
  signOut(email: string): Promise<void>
  /** Forgets an account, in two presses. */
  forget(email: string): Promise<void>
  /** The addresses that are listed. */
  microsoftAccounts(): Promise<string[]>
}

/** Gives a person that hand. Each step opens the options anew, and leaves the calendar in front. */
export function optionsHandOf(person: Person): OptionsHand {
  const { google, microsoft } = messagesIn('ja').pages.options
  const inOptions = async <T>(act: (section: ReturnType<Page['locator']>) => Promise<T>) => {
    const page = await person.openOwnPage('options.html')
    const section = page.locator('section[aria-labelledby=microsoft]')
    await section.waitFor()
    const result = await act(section)
    await page.close()
    await person.page.bringToFront()
    return result
  }
  return {
    connectMicrosoft: (act) =>
      inOptions(async (section) => {
        const button = section.getByRole('button', { name: microsoft.connect, exact: true })
        await inGoogleWindow(person, () => button.click(), act)
        await section.getByText(microsoft.connected).waitFor()
      }),
    signOut: (email) =>
      inOptions(async (section) => {
        await section.getByRole('button', { name: google.disconnectNamed(email) }).click()
        await section.getByText(google.disconnected).waitFor()
      }),
    forget: (email) =>
      inOptions(async (section) => {
        await section.getByRole('button', { name: google.forgetNamed(email) }).click()
        await section.getByText(google.forgetSure(email)).waitFor()
        await section.getByRole('button', { name: google.forgetConfirm, exact: true }).click()
        await section.getByText(google.forgot).waitFor()
      }),
    microsoftAccounts: () => inOptions((section) => section.locator('.email').allInnerTexts()),
  }
}
