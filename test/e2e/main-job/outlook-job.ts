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
import type { PersonOptions } from '../support/person.ts'
import { shareHandOf } from '../support/share-hand.ts'
import type { JobPerson, MainJob } from './main-job.ts'

/** An administrator lets everybody in Contoso use all that the product can ask for: the third tier. */
export function approveThirdTier(world: World): void {
  world.microsoft.entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, [
    ...microsoftProductScopes,
    ...microsoftAdminScopes,
  ])
}

/** Connects, then goes on to the calendar, which an administrator has approved: no address has to be told. */
export async function connectWithCalendar(one: OutlookPerson): Promise<void> {
  const { hand, person } = one
  const share = shareHandOf(one)
  await share.typeAppId()
  const { step } = hand.words.panel
  await share.inWindow(step.connect, acceptAs(person.email))
  await (await hand.frame()).getByText(step.tellTitle).waitFor()
  await share.allowCalendar()
}

/** The main job on Outlook's page, for two of an organisation whose administrator has approved everything. */
export async function openOutlookJob(
  options: { mentee?: Partial<PersonOptions> } = {},
): Promise<MainJob> {
  const stage = await openOutlookStage({ organizer: workMentor, other: workMentee })
  const { world, events } = stage
  approveThirdTier(world)
  const { calendar, files } = world.microsoft
  const onlyFile = () => {
    const [file, ...others] = files.all().filter((one) => one.name.endsWith('.md'))
    if (file === undefined || others.length > 0) throw new Error('not exactly one file')
    return file
  }
  const mentee = await stage.start(workMentee, options.mentee)
  const mentor = await stage.start(workMentor)
  const jobPerson = (one: OutlookPerson, partner: OutlookPerson): JobPerson => {
    const { person, outlook, hand } = one
    const share = shareHandOf(one)
    let isKnown = false
    const consent = () => hand.press(hand.words.panel.step.consent)
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
      connect: () => connectWithCalendar(one),
      // In an organisation a partner's file needs a consent of its own.
      openPartnersFile: consent,
      async openByLink() {
        await share.pasteLink(await shareHandOf(partner).linkToSend())
        await consent()
      },
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
