import {
  contosoTenantId,
  microsoftAdminScopes,
  microsoftProductScopes,
  personalMentee,
  personalMentor,
  workColleague,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../../sandbox/microsoft/usual-microsoft-people.ts'
import { acceptAs } from '../support/microsoft-window.ts'
import { waitForSync } from '../support/panel-waits.ts'
import { makeOutlook } from './outlook-page-setting.ts'
import type { MakeSetting } from './story-setting.ts'

const personalLeader = 'leader@outlook.example'
const personal = { mentee: personalMentee, mentor: personalMentor, leader: personalLeader }
const work = { mentee: workMentee, mentor: workMentor, leader: workColleague }

/**
 * Outlook with private accounts and one file in a OneDrive. The page tells names alone: each tells the product
 * both addresses once, and the way to the file is a link that one sends to the other.
 */
export const inOutlookWithFile: MakeSetting = (world) => {
  world.microsoft.people.add({
    email: personalLeader,
    name: 'Robin Berg',
    locale: 'en',
    timeZone: 'W. Europe Standard Time',
  })
  let link = ''
  return makeOutlook(
    { world, addresses: personal, hasCalendar: false },
    ({ hand, share, email, partner }) => {
      const { step, readers } = hand.words.panel
      const tell = () => share.tellAddresses({ partner: partner(), self: email })
      return {
        async startSharing() {
          await share.typeAppId()
          await share.inWindow(step.connect, acceptAs(email))
          await tell()
          await hand.press(step.create)
          await (await hand.frame()).getByText(step.sendTitle).waitFor()
          await hand.waitForState(readers.two)
          link = await share.linkToSend()
        },
        async joinSharing() {
          await share.typeAppId()
          await share.inWindow(step.connect, acceptAs(email))
          await tell()
          await share.pasteLink(link)
        },
      }
    },
  )
}

/**
 * Outlook in an organisation whose administrator has approved everything, the calendar too: addresses come from
 * the calendar, and the way to the file hangs on the series.
 */
export const inOutlookWithCalendar: MakeSetting = (world) => {
  world.microsoft.entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, [
    ...microsoftProductScopes,
    ...microsoftAdminScopes,
  ])
  return makeOutlook(
    { world, addresses: work, hasCalendar: true },
    ({ hand, share, email, language }) => {
      const { step, readers } = hand.words.panel
      const connect = async () => {
        await share.typeAppId()
        await share.inWindow(step.connect, acceptAs(email))
      }
      return {
        async startSharing() {
          await connect()
          await hand.press(step.create)
          await hand.waitForState(readers.two)
        },
        async joinSharing() {
          // Nothing else is pressed: the way to the file hangs on the event.
          await connect()
          await waitForSync(hand, language)
        },
      }
    },
  )
}
