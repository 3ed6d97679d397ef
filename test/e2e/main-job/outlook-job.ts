import { decodeUtf8 } from '../../../lib/base/bytes.ts'
import { readPointer } from '../../../lib/calendar/pointer-file.ts'
import { readOneDriveFileId } from '../../../lib/remote/onedrive-id.ts'
import {
  contosoTenantId,
  microsoftAdminScopes,
  microsoftProductScopes,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../../sandbox/microsoft/usual-microsoft-people.ts'
import type { World } from '../../sandbox/world.ts'
import { acceptAs } from '../support/microsoft-window.ts'
import { type OutlookPerson, openOutlookStage, weeklySubject } from '../support/outlook-stage.ts'
import { shareHandOf } from '../support/share-hand.ts'
import type { JobPerson, MainJob } from './main-job.ts'

/** An administrator lets everybody in Contoso use all that the product can ask for: the third tier. */
export function approveThirdTier(world: World): void {
  world.microsoft.entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, [
    ...microsoftProductScopes,
    ...microsoftAdminScopes,
  ])
}

/**
 * The main job on Outlook's page at the third tier, for two of an organisation. The administrator approves
 * everything before anybody connects, or after the first of them did.
 */
export async function openOutlookJob(options: { isApprovedBefore: boolean }): Promise<MainJob> {
  const stage = await openOutlookStage({ organizer: workMentor, other: workMentee })
  const { world, events } = stage
  let { isApprovedBefore: isApproved } = options
  if (isApproved) approveThirdTier(world)
  const { calendar, files } = world.microsoft
  const onlyFile = () => {
    const [file, ...others] = files.all().filter((one) => one.name.endsWith('.md'))
    if (file === undefined || others.length > 0) throw new Error('not exactly one file')
    return file
  }
  const mentee = await stage.start(workMentee)
  const mentor = await stage.start(workMentor)
  const jobPerson = (one: OutlookPerson, partner: OutlookPerson): JobPerson => {
    const { person, outlook, hand } = one
    const share = shareHandOf(one)
    let isKnown = false
    const { step } = hand.words.panel
    return {
      person,
      hand,
      openCalendar: () => outlook.openCalendar(),
      async openWeekly() {
        await outlook.open(weeklySubject)
        // The page shows names alone: whose they are is asked once.
        if (!isKnown) await share.confirm()
        isKnown = true
      },
      async connect() {
        await share.typeAppId()
        await share.inWindow(step.connect, acceptAs(person.email))
        const frame = await hand.frame()
        await frame.getByText(step.connectTitle).waitFor({ state: 'detached' })
        if (isApproved) return
        await frame.getByText(step.tellTitle).waitFor()
        approveThirdTier(world)
        isApproved = true
        await share.allowCalendar()
      },
      // The pointer on the series leads to it, and with this approval nothing is left to allow or to pick.
      openPartnersFile: async () => undefined,
      openByLink: async () => share.pasteLink(await shareHandOf(partner).linkToSend()),
    }
  }
  return {
    world,
    mentee: jobPerson(mentee, mentor),
    mentor: jobPerson(mentor, mentee),
    file() {
      const { id, permissions } = onlyFile()
      const owner = files.ownerOf(onlyFile()).email
      const others = permissions.filter((one) => one.email !== owner)
      return {
        owner,
        writers: others.map(({ email, role }) => (role === 'write' ? (email ?? 'anybody') : role)),
        text: files.textOf(id),
      }
    },
    series(email) {
      const copy = calendar.copyFor(events.weekly, email)
      const isLeading = (bytes: Buffer): boolean => {
        const named = readPointer(new Uint8Array(bytes))
        return named !== null && readOneDriveFileId(named.fileId)?.itemId === onlyFile().id
      }
      return {
        attached: copy.attachments.length,
        leading: copy.attachments.filter(({ bytes }) => isLeading(bytes)).length,
        text: [
          JSON.stringify(copy.content),
          JSON.stringify([...copy.properties]),
          ...copy.attachments.map(({ name, bytes }) => `${name} ${decodeUtf8(bytes)}`),
        ].join('\n'),
      }
    },
    expectLegalRequests: stage.expectLegalRequests,
    close: stage.close,
  }
}
