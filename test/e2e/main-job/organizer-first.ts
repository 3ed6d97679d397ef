import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyTextOf } from '../support/every-text.ts'
import { waitFor } from '../support/wait-for.ts'
import type { MainJob, OpenMainJob } from './main-job.ts'

/**
 * The main job, told once from beginning to end: each test goes on where the one before stopped. The
 * mentor organizes the series.
 */
export function tellOrganizerFirst(open: OpenMainJob): void {
  describe('two people prepare one 1-on-1, the organizer shares first', () => {
    let job: MainJob

    beforeAll(async () => {
      job = await open()
      await job.mentee.openCalendar()
      await job.mentor.openCalendar()
    })
    afterAll(() => job?.close())

    /** Words are in the file, and the mentor, who asks for them now, sees them. */
    const arrives = async (words: string): Promise<void> => {
      const { hand } = job.mentor
      await waitFor('the words in the file', async () => job.file().text.includes(words), 60_000)
      await hand.syncNow()
      await (await hand.frame()).getByText(words).first().waitFor()
    }

    it('saves a topic in two clicks from the open event', async () => {
      const { mentee } = job
      await mentee.openWeekly()
      await mentee.hand.pick('career')
      await mentee.hand.hopeFor('今後のキャリア', 'listen')
      await mentee.hand.waitForState('この端末に保存済み')
      await mentee.hand.write('今後のキャリア', '異動の希望を出すか迷っています。')
      expect(job.world.log).toEqual([])
    })

    it('keeps everything when the worker is stopped and the page is loaded again', async () => {
      const { mentee } = job
      await mentee.hand.waitForState('この端末に保存済み')
      await mentee.person.stopWorker()
      await mentee.openCalendar()
      await mentee.openWeekly()
      await mentee.hand.show('prepare')
      const note = (await mentee.hand.frame()).getByLabel('「今後のキャリア」のメモ')
      await note.waitFor()
      expect(await note.inputValue()).toBe('異動の希望を出すか迷っています。')
    })

    it('creates the file, shares it with the partner alone and attaches it to the series', async () => {
      const { mentee, mentor } = job
      await mentor.openWeekly()
      await mentor.connect()
      await mentor.hand.shareFile()
      await mentor.hand.waitForState('読めるのは ふたり だけ')
      expect(job.file()).toMatchObject({
        owner: mentor.person.email,
        writers: [mentee.person.email],
      })
      const series = job.series(mentor.person.email)
      expect(series).toMatchObject({ attached: 1, leading: 1 })
      expect(series.text).not.toContain('キャリア')
    })

    it('opens the partner’s file by one step; then the mentor sees topic and wish', async () => {
      const { mentee, mentor } = job
      await mentee.connect()
      await mentee.openPartnersFile()
      await mentee.hand.waitForState('最終同期')
      const frame = await mentor.hand.frame()
      await frame.getByText('話を聞いてほしい').first().waitFor()
      expect(await mentor.hand.text()).toContain('異動の希望を出すか迷っています。')
      await mentor.hand.waitForState('読めるのは ふたり だけ')
    })

    it('is readable Markdown for a person without the extension', () => {
      const { text } = job.file()
      expect(text).toContain('今後のキャリア')
      expect(text).toContain('話を聞いてほしい')
      expect(text).toContain('> 異動の希望を出すか迷っています。')
    })

    it('tells the mentee only when the mentor presses "seen"', async () => {
      const { mentee, mentor } = job
      await mentee.hand.show('prepare')
      expect(await mentee.hand.text()).not.toContain('が見ました')
      await mentor.hand.markSeen()
      const frame = await mentee.hand.frame()
      await frame.getByText('が見ました').first().waitFor({ timeout: 60_000 })
    })

    it('goes on offline, says so, and arrives later', async () => {
      const { mentee, mentor } = job
      await mentee.person.setOffline(true)
      await mentee.hand.waitForState('オフライン')
      await mentee.hand.pick('work')
      await mentee.hand.hopeFor('業務の進捗や進め方', 'advice')
      await mentee.hand.waitForState('この端末に保存済み')
      expect(await mentee.hand.text()).toContain('まだ届いていません')
      await mentee.person.stopWorker()
      await mentee.person.setOffline(false)
      const frame = await mentor.hand.frame()
      await frame.getByText('具体的なアドバイスが欲しい').first().waitFor({ timeout: 90_000 })
    })

    it('keeps a sensitive topic on the device until it is shared by a press', async () => {
      const { mentee, world } = job
      const secret = '眠れない日が続いています'
      await mentee.hand.pick('wellbeing')
      await mentee.hand.write('心身の状態', secret)
      await mentee.hand.waitForState('この端末に保存済み')
      // Something else travels meanwhile, so that the draft had every chance to leak.
      await mentee.hand.write('業務の進捗や進め方', '見積りの前提が変わりそう。')
      await arrives('見積りの前提が変わりそう。')
      const left = await everyTextOf(world)
      expect(left).toContain('見積りの前提が変わりそう。')
      expect(left).not.toContain(secret)
      await mentee.hand.shareDraft('心身の状態')
      await arrives(secret)
    })

    it('made only requests that the provider’s own description allows', () => {
      expect(job.world.log.length).toBeGreaterThan(20)
      job.expectLegalRequests()
    })
  })
}
