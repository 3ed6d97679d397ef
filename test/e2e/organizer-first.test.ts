import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyTextOf } from './support/every-text.ts'
import { openStage, type Stage, weeklyTitle } from './support/stage.ts'
import { waitFor } from './support/wait-for.ts'

/**
 * The main job, told once from beginning to end: each test goes on where the one before stopped. The
 * mentor organizes the series.
 */
describe('two people prepare one 1-on-1, the organizer shares first', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor' })
    await stage.mentee.openCalendar()
    await stage.mentor.openCalendar()
  })
  afterAll(() => stage?.close())

  const fileText = () => {
    const [file] = stage.world.store.drive.all()
    return file === undefined ? '' : stage.world.store.drive.textOf(file.id)
  }

  it('saves a topic in two clicks from the open event', async () => {
    const { mentee, menteeHand } = stage
    await mentee.openEvent(weeklyTitle)
    await waitFor('the glance', async () => (await mentee.panelState()) === 'glance')
    await menteeHand.pick('career')
    await menteeHand.hopeFor('今後のキャリア', 'listen')
    await menteeHand.waitForState('この端末に保存済み')
    await menteeHand.write('今後のキャリア', '異動の希望を出すか迷っています。')
    expect(stage.world.log).toEqual([])
  })

  it('keeps everything when the worker is stopped and the page is loaded again', async () => {
    const { mentee, menteeHand } = stage
    await menteeHand.waitForState('この端末に保存済み')
    await mentee.stopWorker()
    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    await menteeHand.show('prepare')
    const note = (await menteeHand.frame()).getByLabel('「今後のキャリア」のメモ')
    await note.waitFor()
    expect(await note.inputValue()).toBe('異動の希望を出すか迷っています。')
  })

  it('creates the file, shares it with the partner alone and attaches it to the series', async () => {
    const { mentor, mentorHand, world, events } = stage
    await mentor.openEvent(weeklyTitle)
    await mentorHand.connect()
    await mentorHand.shareFile()
    await mentorHand.waitForState('読めるのは ふたり だけ')
    const [file] = world.store.drive.all()
    expect(file?.permissions.map((one) => [one.email, one.role])).toEqual([
      ['mentor@example.com', 'owner'],
      ['mentee@example.com', 'writer'],
    ])
    const master = world.store.calendar.find('mentor@example.com', events.weekly.id)
    expect(master?.content.attachments).toHaveLength(1)
    expect(JSON.stringify(master?.content)).not.toContain('キャリア')
  })

  it('opens the partner’s file by one picker step; then the mentor sees topic and wish', async () => {
    const { menteeHand, mentorHand } = stage
    await menteeHand.connect()
    await menteeHand.openPartnersFile()
    await menteeHand.waitForState('に同期')
    const frame = await mentorHand.frame()
    await frame.getByText('話を聞いてほしい').first().waitFor()
    expect(await mentorHand.text()).toContain('異動の希望を出すか迷っています。')
    await mentorHand.waitForState('読めるのは ふたり だけ')
  })

  it('is readable Markdown for a person without the extension', () => {
    const text = fileText()
    expect(text).toContain('今後のキャリア')
    expect(text).toContain('話を聞いてほしい')
    expect(text).toContain('> 異動の希望を出すか迷っています。')
  })

  it('tells the mentee only when the mentor presses "seen"', async () => {
    const { menteeHand, mentorHand } = stage
    expect(await menteeHand.text()).not.toContain('が見ました')
    await mentorHand.markSeen()
    await (await menteeHand.frame()).getByText('が見ました').first().waitFor({ timeout: 60_000 })
  })

  it('goes on offline, says so, and arrives later', async () => {
    const { mentee, menteeHand, mentorHand } = stage
    await mentee.setOffline(true)
    await menteeHand.waitForState('オフライン')
    await menteeHand.pick('work')
    await menteeHand.hopeFor('業務の進捗や進め方', 'advice')
    await menteeHand.waitForState('この端末に保存済み')
    expect(await menteeHand.text()).toContain('まだ届いていません')
    await mentee.stopWorker()
    await mentee.setOffline(false)
    const frame = await mentorHand.frame()
    await frame.getByText('具体的なアドバイスが欲しい').first().waitFor({ timeout: 90_000 })
  })

  it('keeps a sensitive topic on the device until it is shared by a press', async () => {
    const { menteeHand, mentorHand, world } = stage
    const secret = '眠れない日が続いています'
    await menteeHand.pick('wellbeing')
    await menteeHand.write('心身の状態', secret)
    await menteeHand.waitForState('この端末に保存済み')
    // Something else travels meanwhile, so that the draft had every chance to leak.
    await menteeHand.write('業務の進捗や進め方', '見積りの前提が変わりそう。')
    await (await mentorHand.frame())
      .getByText('見積りの前提が変わりそう。')
      .first()
      .waitFor({ timeout: 60_000 })
    const left = await everyTextOf(world)
    expect(left).toContain('見積りの前提が変わりそう。')
    expect(left).not.toContain(secret)
    await menteeHand.shareDraft('心身の状態')
    await (await mentorHand.frame()).getByText(secret).first().waitFor({ timeout: 60_000 })
    expect(fileText()).toContain(secret)
  })

  it('made only requests that Google’s own description allows', () => {
    expect(stage.world.log.length).toBeGreaterThan(20)
    stage.expectLegalRequests()
  })
})
