import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildInvitationLink } from '../../lib/remote/file-link.ts'
import { openStage, type Stage, weeklyTitle } from './support/stage.ts'
import { waitFor } from './support/wait-for.ts'

/**
 * The common case: the one who was invited starts. A guest cannot attach anything to the event, so the file
 * travels by link until the organizer's side has adopted it.
 */
describe('two people prepare one 1-on-1, the guest shares first', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor' })
    await stage.mentee.openCalendar()
    await stage.mentor.openCalendar()
  })
  afterAll(() => stage?.close())

  const theFile = () => {
    const [file] = stage.world.store.drive.all()
    if (file === undefined) throw new Error('no file')
    return file
  }

  it('shares with the organizer’s address and offers a link, since it cannot attach', async () => {
    const { mentee, menteeHand, world, events } = stage
    await mentee.openEvent(weeklyTitle)
    await menteeHand.pick('policy')
    await menteeHand.hopeFor('会社や部署の方針', 'view')
    await menteeHand.connect()
    await menteeHand.shareFile()
    const words = menteeHand.words.panel.step
    await (await menteeHand.frame()).getByText(words.sendTitle).waitFor()
    expect(theFile().ownerEmail).toBe(mentee.email)
    expect(theFile().permissions.map((one) => one.email)).toContain(stage.mentor.email)
    const master = world.store.calendar.find(stage.mentor.email, events.weekly.id)
    expect(master?.content.attachments ?? []).toEqual([])
  })

  it('lets the organizer open the link in the calendar and adopt the file by one picker step', async () => {
    const { mentor, mentorHand } = stage
    const link = new URL(buildInvitationLink(theFile().id))
    await mentor.openEvent(weeklyTitle)
    await mentorHand.connect()
    // The same tab, as when the link is opened there; only the fragment matters to us.
    await mentor.openCalendar(link.hash)
    await mentor.openEvent(weeklyTitle)
    await mentorHand.openPartnersFile()
    await (await mentorHand.frame()).getByText('意見を聞きたい').first().waitFor()
  })

  it('attaches the adopted file to the series, for the guest to see', async () => {
    const { mentor, mentee, world, events } = stage
    const attached = await waitFor('the attachment', async () => {
      const copy = world.store.calendar.find(mentor.email, events.weekly.id)
      return copy?.content.attachments?.[0]
    })
    expect(attached.fileUrl).toContain(theFile().id)
    const guestCopy = world.store.calendar.find(mentee.email, events.weekly.id)
    expect(guestCopy?.content.attachments).toHaveLength(1)
    expect(world.store.drive.all()).toHaveLength(1)
  })

  it('lets edits travel the other way', async () => {
    const { menteeHand, mentorHand } = stage
    await mentorHand.pick('growth')
    await mentorHand.hopeFor('スキルや力の向上', 'together')
    const frame = await menteeHand.frame()
    await menteeHand.show('glance')
    await frame.getByText('スキルや力の向上').first().waitFor()
    await frame.getByText('一緒に考えてほしい').first().waitFor({ timeout: 60_000 })
  })

  it('stops asking for the link once the partner’s side reads the file', async () => {
    const { menteeHand } = stage
    const title = menteeHand.words.panel.step.sendTitle
    await (await menteeHand.frame())
      .getByText(title)
      .waitFor({ state: 'detached', timeout: 60_000 })
  })

  it('made only requests that Google’s own description allows', () => {
    stage.expectLegalRequests()
  })
})
