import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { openStage, type Stage, singleTitle, weeklyTitle } from './support/stage.ts'
import { everythingOn } from './support/stored-bytes.ts'
import { waitFor } from './support/wait-for.ts'

/** What a person may do with everything on their device: take it along, erase it, bring it back. */
describe('own data', () => {
  let stage: Stage
  let exported = ''
  let screens: string[] = []
  const { pages, words } = messagesIn('ja')
  const { data } = pages.options
  const note = '見積りの前提が変わりそう。'
  const secret = '眠れない日が続いています'
  const own = '来期の体制'

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor' })
    for (const { context } of [stage.mentee, stage.mentor]) context.setDefaultTimeout(20_000)
    await stage.mentee.openCalendar()
    await stage.mentee.openEvent(weeklyTitle)
  })
  afterAll(() => stage?.close())

  /** Does something on the options page in a tab of its own; the panel stays open in the other one. */
  const onOptions = async <T>(act: (options: Page) => Promise<T>): Promise<T> => {
    const options = await stage.mentee.openOwnPage('options.html')
    const result = await act(options)
    await options.close()
    await stage.mentee.page.bringToFront()
    return result
  }
  const eraseAll = () =>
    onOptions(async (options) => {
      await options.getByRole('button', { name: data.erase }).click()
      await options.getByRole('button', { name: data.eraseConfirm }).click()
      await options.getByText(data.erased).waitFor()
    })
  const expectHidden = () =>
    waitFor('the panel to go', async () => (await stage.mentee.panelState()) === 'hidden')
  const reopen = async () => {
    await stage.mentee.openCalendar()
    await stage.mentee.openEvent(weeklyTitle)
    await stage.menteeHand.show('prepare')
  }
  const screensNow = async (): Promise<string[]> => {
    const { menteeHand } = stage
    await reopen()
    await (await menteeHand.frame())
      .getByLabel(menteeHand.words.panel.prepare.noteFor(own))
      .waitFor()
    const prepare = await menteeHand.text()
    await menteeHand.show('glance')
    return [prepare, await menteeHand.text()]
  }

  it('exports everything as one file', async () => {
    const { menteeHand } = stage
    await menteeHand.pick('work')
    await menteeHand.hopeFor(words.topics.work, 'advice')
    await menteeHand.write(words.topics.work, note)
    await menteeHand.pickOwn(own)
    await menteeHand.pick('wellbeing')
    await menteeHand.write(words.topics.wellbeing, secret)
    await menteeHand.waitForState(menteeHand.words.panel.state.saved)
    screens = await screensNow()
    exported = await onOptions(async (options) => {
      const download = options.waitForEvent('download')
      await options.getByRole('button', { name: data.export, exact: true }).click()
      return (await download).path()
    })
    expect(await readFile(exported, 'utf8')).toContain(secret)
  })

  it('erases everything, with a panel open that holds a copy', async () => {
    const { mentee, menteeHand } = stage
    await reopen()
    expect(await everythingOn(mentee)).toContain(note)
    await eraseAll()
    await expectHidden()
    const left = await everythingOn(mentee)
    for (const gone of [note, secret, own, 'mentor@example.com']) expect(left).not.toContain(gone)
    // The same page, the same tab: the panel in it must not hand anything back.
    await mentee.openEvent(singleTitle)
    await waitFor('the panel', async () => (await mentee.panelState()) !== 'hidden')
    await menteeHand.show('prepare')
    const frame = await menteeHand.frame()
    await frame.getByText(menteeHand.words.panel.firstUse.title).waitFor()
    await mentee.stopWorker()
    await reopen()
    await (await menteeHand.frame()).getByText(menteeHand.words.panel.firstUse.title).waitFor()
    const after = await everythingOn(mentee)
    for (const gone of [note, secret, own]) expect(after).not.toContain(gone)
  })

  it('brings it back from the file, as it was', async () => {
    await onOptions(async (options) => {
      await options.locator('input[type=file]').setInputFiles(exported)
      await options.getByText(data.imported(1)).waitFor()
    })
    expect(await screensNow()).toEqual(screens)
  })

  it('erases what is shared, too, and leaves the shared file alone', async () => {
    const { mentee, mentor, menteeHand, mentorHand, world } = stage
    await mentor.openCalendar()
    await mentor.openEvent(weeklyTitle)
    await mentorHand.pick('growth')
    await mentorHand.connect()
    await mentorHand.shareFile()
    await mentorHand.waitForState(mentorHand.words.panel.readers.two)
    await menteeHand.connect()
    await menteeHand.openPartnersFile()
    await (await mentorHand.frame()).getByText(note).first().waitFor({ timeout: 40_000 })
    const [file] = world.store.drive.all()
    await eraseAll()
    await expectHidden()
    const left = await everythingOn(mentee)
    for (const gone of [note, secret, own]) expect(left).not.toContain(gone)
    expect(world.store.drive.all()).toEqual([file])
  })

  it('is not brought back by what still runs, but by connecting again', async () => {
    const { menteeHand } = stage
    await reopen()
    const frame = await menteeHand.frame()
    await frame.getByText(menteeHand.words.panel.firstUse.title).waitFor()
    await menteeHand.press(menteeHand.words.panel.step.connect)
    await frame.getByLabel(menteeHand.words.panel.prepare.noteFor(own)).waitFor()
    expect(await menteeHand.noteOf(words.topics.work)).toBe(note)
    // Never left the device, so it is gone for good.
    expect(await menteeHand.text()).not.toContain(secret)
  })
})
