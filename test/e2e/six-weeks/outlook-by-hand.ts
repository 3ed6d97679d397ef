import { readFileSync } from 'node:fs'
import { shareMessagesIn } from '../../../lib/i18n/share-messages.ts'
import { personalMentee, personalMentor } from '../../sandbox/microsoft/usual-microsoft-people.ts'
import { readSharedFile } from '../support/every-text.ts'
import { recordInBytes } from '../support/stored-record.ts'
import { makeOutlook } from './outlook-page-setting.ts'
import type { MakeSetting, StorySetting } from './story-setting.ts'

/** Files that went from one to the other by mail or chat, oldest first. */
export interface HandedFiles {
  /** What each of them says, its packed parts too. */
  texts(): Promise<string[]>
}

/**
 * Outlook without any account or consent. The page tells names alone, and there is no file between the two: each
 * tells the product both addresses once, and whoever leaves sends the note as a file. The other takes it in when
 * the event is opened next.
 */
export function inOutlookByHand(): { setting: MakeSetting; handed: HandedFiles } {
  const sent: Uint8Array[] = []
  const setting: MakeSetting = (world): StorySetting => {
    const mail = new Map<string, string[]>()
    const addresses = { mentee: personalMentee, mentor: personalMentor, leader: '' }
    const outlook = makeOutlook(
      { world, addresses, hasCalendar: false },
      ({ hand, share, person, email, language, partner }) => {
        const { exchange } = shareMessagesIn(language)
        let isTold = false
        const tell = async () => {
          await share.tellAddresses({ partner: partner(), self: email })
          isTold = true
        }
        const receive = async () => {
          const paths = mail.get(email) ?? []
          // Before both addresses are told, the product could not say whose note it is.
          if (!isTold || paths.length === 0) return
          mail.delete(email)
          await share.showSharing()
          const frame = await hand.frame()
          for (const path of paths) {
            await frame.locator('input[type=file]').setInputFiles(path)
            await frame.getByText(exchange.imported).waitFor()
          }
          await hand.show('glance')
        }
        return {
          startSharing: tell,
          async joinSharing() {
            await tell()
            await receive()
          },
          receive,
          async handOver() {
            await share.showSharing()
            const [download] = await Promise.all([
              person.page.waitForEvent('download'),
              hand.press(exchange.export),
            ])
            const path = await download.path()
            sent.push(new Uint8Array(readFileSync(path)))
            mail.set(partner(), [...(mail.get(partner()) ?? []), path])
          },
          waitUntilSent: async () => {},
        }
      },
    )
    return {
      ...outlook,
      note: {
        text: () => '',
        record: () => recordInBytes(sent.at(-1) ?? new Uint8Array()),
        writers: () => [],
      },
    }
  }
  const texts = async () => {
    const read = await Promise.all(sent.map((bytes) => readSharedFile(bytes)))
    return read.map((one) => one?.text ?? '')
  }
  return { setting, handed: { texts } }
}
