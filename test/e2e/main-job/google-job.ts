import { buildInvitationLink } from '../../../lib/remote/file-link.ts'
import type { PanelHand } from '../support/panel-hand.ts'
import type { Person } from '../support/person.ts'
import { openStage, weeklyTitle } from '../support/stage.ts'
import { waitFor } from '../support/wait-for.ts'
import type { JobPerson, MainJob } from './main-job.ts'

/** The main job on Google Calendar, through a file in Google Drive that is picked once. */
export async function openGoogleJob(): Promise<MainJob> {
  const stage = await openStage({ organizer: 'mentor' })
  const { world, events } = stage
  const onlyFile = () => {
    const [file, ...others] = world.store.drive.all()
    if (file === undefined || others.length > 0) throw new Error('not exactly one file')
    return file
  }
  const jobPerson = (person: Person, hand: PanelHand): JobPerson => ({
    person,
    hand,
    openCalendar: () => person.openCalendar(),
    async openWeekly() {
      await person.openEvent(weeklyTitle)
      await waitFor('the glance', async () => (await person.panelState()) === 'glance')
    },
    connect: () => hand.connect(),
    openPartnersFile: () => hand.openPartnersFile(),
    async openByLink() {
      // The same tab, as when the link is opened there; only the fragment matters to us.
      await person.openCalendar(new URL(buildInvitationLink(onlyFile().id)).hash)
      await person.openEvent(weeklyTitle)
      await hand.openPartnersFile()
    },
  })
  return {
    world,
    mentee: jobPerson(stage.mentee, stage.menteeHand),
    mentor: jobPerson(stage.mentor, stage.mentorHand),
    file() {
      const { id, ownerEmail, permissions } = onlyFile()
      const others = permissions.filter((one) => one.email !== ownerEmail)
      return {
        owner: ownerEmail,
        writers: others.map(({ email, role }) => (role === 'writer' ? (email ?? 'anybody') : role)),
        text: world.store.drive.textOf(id),
      }
    },
    series(email) {
      const copy = world.store.calendar.get(email, events.weekly.id)
      const attachments = copy.content.attachments ?? []
      return {
        attached: attachments.length,
        leading: attachments.filter((one) => one.fileUrl?.includes(onlyFile().id)).length,
        text: JSON.stringify(copy.content),
      }
    },
    expectLegalRequests: stage.expectLegalRequests,
    close: stage.close,
  }
}
