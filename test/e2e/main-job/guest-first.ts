import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitFor } from '../support/wait-for.ts'
import type { MainJob, OpenMainJob } from './main-job.ts'

/**
 * The common case: the one who was invited starts. A guest cannot attach anything to the event, so the file
 * travels by link until the organizer's side has adopted it.
 */
export function tellGuestFirst(open: OpenMainJob): void {
  describe('two people prepare one 1-on-1, the guest shares first', () => {
    let job: MainJob

    beforeAll(async () => {
      job = await open()
      await job.mentee.openCalendar()
      await job.mentor.openCalendar()
    })
    afterAll(() => job?.close())

    it('shares with the organizer’s address and offers a link, since it cannot attach', async () => {
      const { mentee, mentor } = job
      await mentee.openWeekly()
      await mentee.hand.pick('policy')
      await mentee.hand.hopeFor('会社や部署の方針', 'view')
      await mentee.connect()
      await mentee.hand.shareFile()
      const words = mentee.hand.words.panel.step
      await (await mentee.hand.frame()).getByText(words.sendTitle).waitFor()
      expect(job.file()).toMatchObject({
        owner: mentee.person.email,
        writers: [mentor.person.email],
      })
      expect(job.series(mentor.person.email).attached).toBe(0)
    })

    it('lets the organizer come by the link and adopt the file by one step', async () => {
      const { mentor } = job
      await mentor.openWeekly()
      await mentor.connect()
      await mentor.openByLink()
      await (await mentor.hand.frame()).getByText('意見を聞きたい').first().waitFor()
    })

    it('attaches the adopted file to the series, for the guest to see', async () => {
      const { mentee, mentor } = job
      await waitFor('the attachment', async () => job.series(mentor.person.email).attached > 0)
      for (const { person } of [mentor, mentee]) {
        await waitFor('the copy', async () => job.series(person.email).attached > 0)
        expect(job.series(person.email)).toMatchObject({ attached: 1, leading: 1 })
      }
      expect(job.file().owner).toBe(mentee.person.email)
    })

    it('lets edits travel the other way', async () => {
      const { mentee, mentor } = job
      await mentor.hand.pick('growth')
      await mentor.hand.hopeFor('スキルや力の向上', 'together')
      const frame = await mentee.hand.frame()
      await mentee.hand.show('glance')
      await frame.getByText('スキルや力の向上').first().waitFor()
      await frame.getByText('一緒に考えてほしい').first().waitFor({ timeout: 60_000 })
    })

    it('stops asking for the link once the partner’s side reads the file', async () => {
      const { mentee } = job
      const title = mentee.hand.words.panel.step.sendTitle
      await (await mentee.hand.frame())
        .getByText(title)
        .waitFor({ state: 'detached', timeout: 60_000 })
    })

    it('made only requests that the provider’s own description allows', () => {
      job.expectLegalRequests()
    })
  })
}
