import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pastMessagesIn } from '../../lib/i18n/past-messages.ts'
import type { PanelHand } from './support/panel-hand.ts'
import { weeklyTitle } from './support/stage.ts'
import { openSyncedStage, type SyncedStage } from './support/synced-stage.ts'
import { waitFor } from './support/wait-for.ts'

const { closing, relation } = pastMessagesIn('ja')
const letter = '問いを持ちつづけてください。また、どこかで。'
const thanks = '毎回、言葉にしてくれてありがとう。'

/** A mentor pair comes to its end; each test goes on where the one before stopped. The file is the mentor's. */
describe('two people close their relation', () => {
  let stage: SyncedStage

  beforeAll(async () => {
    stage = await openSyncedStage()
  })
  afterAll(() => stage?.close())

  const openRelation = async (hand: PanelHand): Promise<void> => {
    await hand.show('prepare')
    const { nav } = hand.words.panel
    const frame = await hand.frame()
    await frame
      .getByRole('button', { name: nav.relationNone, exact: true })
      .or(frame.getByRole('button', { name: new RegExp(`^${nav.relation} ·`) }))
      .first()
      .click()
    await frame.locator('#closing').waitFor()
  }
  const readers = () => {
    const file = stage.world.store.drive.get(stage.fileId)
    return file.permissions.map(({ email, role }) => [email, role])
  }

  it('the mentor writes thanks and a letter, and closes it', async () => {
    const { mentorHand } = stage
    await openRelation(mentorHand)
    const frame = await mentorHand.frame()
    await frame.getByRole('radio', { name: mentorHand.words.words.relations.mentor }).check()
    await frame
      .getByRole('group', { name: relation.mentee })
      .getByRole('radio', { name: /青木|mentee/ })
      .check()
    await mentorHand.press(closing.begin)
    await frame.getByLabel(closing.thanks).fill(thanks)
    await frame.locator('textarea[aria-label$="手紙"]').fill(letter)
    await mentorHand.press(closing.close)
    await frame.getByText(closing.closed).waitFor()
  })

  it('the mentee reads the letter and takes it along as a file', async () => {
    const { mentee, menteeHand } = stage
    await menteeHand.syncNow()
    await openRelation(menteeHand)
    const frame = await menteeHand.frame()
    await frame.getByText(letter).first().waitFor()
    const [download] = await Promise.all([
      mentee.page.waitForEvent('download'),
      menteeHand.press(closing.download),
    ])
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain(letter)
    expect(text).toContain(thanks)
  })

  it('ends the other’s access by a second press: the permission is gone, and stays gone', async () => {
    const { mentorHand } = stage
    expect(readers()).toEqual([
      ['mentor@example.com', 'owner'],
      ['mentee@example.com', 'writer'],
    ])
    await mentorHand.press(closing.access)
    await mentorHand.press(closing.accessConfirm)
    await (await mentorHand.frame()).getByText(closing.accessEnded).waitFor()
    expect(readers()).toEqual([['mentor@example.com', 'owner']])
    await mentorHand.syncNow()
    await mentorHand.waitForState(mentorHand.words.panel.readers.onlyMe)
    expect(readers()).toEqual([['mentor@example.com', 'owner']])
  })

  it('tells the mentee plainly, asks for nothing, and keeps every word readable', async () => {
    const { mentee, menteeHand } = stage
    const { accessOver, step, readers: words } = menteeHand.words.panel
    await menteeHand.syncNow()
    const frame = await menteeHand.frame()
    await frame.getByText(accessOver.text).waitFor()
    await menteeHand.waitForState(words.onlyDevice)
    expect(await menteeHand.noticeCodes()).toEqual([])
    await menteeHand.show('glance')
    expect(await menteeHand.text()).not.toContain(step.pickTitle)

    // From the disk alone: another life of the worker, the page loaded again.
    await mentee.stopWorker()
    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    await openRelation(menteeHand)
    const again = await menteeHand.frame()
    await again.getByText(letter).first().waitFor()
    await again.getByText(closing.accessOver).waitFor()
    await again.getByText(accessOver.text).waitFor()
    await menteeHand.show('prepare')
    await waitFor('the mentor’s topic', async () =>
      (await menteeHand.text()).includes(menteeHand.words.words.topics.growth),
    )
  })
})
