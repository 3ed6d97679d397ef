import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { fillDisk } from './support/full-disk.ts'
import { openStage, type Stage, weeklyTitle } from './support/stage.ts'
import { waitFor } from './support/wait-for.ts'

/** A disk without room from the first second on: the worst case, for not even the pair can be kept. */
describe('a full disk', () => {
  let stage: Stage
  let giveRoom: () => Promise<void>
  const words = 'ひとこと'
  const { errors, words: names } = messagesIn('ja')

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor', hasMentor: false })
    stage.mentee.context.setDefaultTimeout(20_000)
    giveRoom = await fillDisk(stage.mentee)
    await stage.mentee.openCalendar()
    await stage.mentee.openEvent(weeklyTitle)
  })
  afterAll(() => stage?.close())

  const expectTold = async () => {
    const { menteeHand } = stage
    await menteeHand.waitForState(menteeHand.words.panel.state.failed)
    const shown = await menteeHand.notice('storage/quota')
    expect(shown).toContain(errors['storage/quota'].text)
    expect(shown).toContain(errors['storage/quota'].next)
  }

  it('is said at the first edit, which stays on the screen', async () => {
    const { menteeHand } = stage
    await menteeHand.pick('work')
    await menteeHand.write(names.topics.work, words)
    await expectTold()
    expect(await menteeHand.noteOf(names.topics.work)).toBe(words)
  })

  it('is said for a draft as well', async () => {
    const { menteeHand } = stage
    await menteeHand.pick('wellbeing')
    await menteeHand.write(names.topics.wellbeing, words)
    await expectTold()
    expect(await menteeHand.noteOf(names.topics.wellbeing)).toBe(words)
  })

  it('takes nothing away when the worker dies meanwhile', async () => {
    const { mentee, menteeHand } = stage
    await mentee.stopWorker()
    await menteeHand.write(names.topics.work, `${words} ${words}`)
    await expectTold()
    expect(await menteeHand.noteOf(names.topics.work)).toBe(`${words} ${words}`)
  })

  it('is over at one press when there is room again, and everything is on the disk', async () => {
    const { mentee, menteeHand } = stage
    await giveRoom()
    await menteeHand.press(menteeHand.words.panel.notice.retrySave)
    await menteeHand.waitForState(menteeHand.words.panel.state.saved)
    await waitFor('the notice to go', async () => (await menteeHand.noticeCodes()).length === 0)
    await mentee.stopWorker()
    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    expect(await menteeHand.noteOf(names.topics.work)).toBe(`${words} ${words}`)
    expect(await menteeHand.noteOf(names.topics.wellbeing)).toBe(words)
  })
})
