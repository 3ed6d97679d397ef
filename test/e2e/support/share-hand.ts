import { shareMessagesIn } from '../../../lib/i18n/share-messages.ts'
import { worldMicrosoftClientId } from '../../sandbox/microsoft/usual-microsoft-people.ts'
import { inGoogleWindow, type WindowAct } from './google-window.ts'
import type { OutlookPerson } from './outlook-stage.ts'

/** A person's hand on what is only asked beside Outlook: addresses, Microsoft's window, links. */
export interface ShareHand {
  /** Types the world's app id into the options. */
  typeAppId(): Promise<void>
  /** Answers the offer of the open event with yes, if it is asked. */
  confirm(): Promise<void>
  /** Presses the button of the next step that opens a window, and acts in it. */
  inWindow(button: string, act: WindowAct): Promise<void>
  /** Goes to the screen about sharing, by the menu. */
  showSharing(): Promise<void>
  /** Tells both addresses on the screen about sharing, and goes back to the first screen. */
  tellAddresses(addresses: { partner: string; self: string }): Promise<void>
  /**
   * Goes on to the calendar's consent, which an administrator gave already: no window is shown. Ends where the
   * event's addresses are known, on the first screen.
   */
  allowCalendar(): Promise<void>
  /** The link that is offered to be sent to the partner. */
  linkToSend(): Promise<string>
  /** Pastes the link to the partner's note. */
  pasteLink(link: string): Promise<void>
}

/** Gives somebody in Outlook that hand. */
export function shareHandOf({ person, hand }: OutlookPerson): ShareHand {
  const { panel, pages } = hand.words
  const language = pages.options.title === 'Options' ? 'en' : 'ja'
  const share = shareMessagesIn(language)
  const self: ShareHand = {
    async typeAppId() {
      const options = await person.openOwnPage('options.html')
      await options.locator('details:has(#microsoft-id) > summary').click()
      await options.locator('#microsoft-id').fill(worldMicrosoftClientId)
      await options.locator('form:has(#microsoft-id) button[type=submit]').click()
      await options.getByText(pages.options.google.clientIdSaved).waitFor()
      await options.close()
      await person.page.bringToFront()
    },
    async confirm() {
      const frame = await hand.frame()
      const yes = frame.getByRole('button', { name: panel.offer.yes })
      await yes.or(frame.getByText(panel.firstUse.title)).first().waitFor()
      if (await yes.isVisible()) await yes.click()
    },
    inWindow: (button, act) => inGoogleWindow(person, () => hand.press(button), act),
    async showSharing() {
      await hand.press(panel.menu.open)
      await hand.press(panel.step.more)
    },
    async tellAddresses(addresses) {
      const frame = await hand.frame()
      await self.showSharing()
      await frame.getByLabel(share.people.partner).fill(addresses.partner)
      await frame.getByLabel(share.people.self).fill(addresses.self)
      await hand.press(share.people.save)
      await frame.getByText(share.people.saved).waitFor()
      await hand.show('glance')
    },
    async allowCalendar() {
      await self.showSharing()
      await hand.press(share.tier.allowCalendar)
      const frame = await hand.frame()
      await frame
        .getByRole('button', { name: share.tier.allowCalendar })
        .waitFor({ state: 'detached' })
      await hand.show('glance')
      await frame.getByText(panel.step.tellTitle).waitFor({ state: 'detached' })
    },
    async linkToSend() {
      return (await hand.frame()).getByLabel(panel.step.sendLabel).first().inputValue()
    },
    async pasteLink(link) {
      const frame = await hand.frame()
      const paste = frame.getByLabel(panel.step.pasteLabel)
      if (!(await paste.isVisible())) await frame.locator('.paste-link summary').first().click()
      await paste.fill(link)
      await hand.press(panel.step.paste)
    },
  }
  return self
}
