import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { talkMessagesIn } from '../../lib/i18n/talk-messages.ts'
import { openStage, type Stage, singleTitle, weeklyTitle } from './support/stage.ts'
import { waitFor } from './support/wait-for.ts'

const talk = talkMessagesIn('ja')
const secret = 'まだ誰にも言わないこと'

describe('what one keeps beside a 1-on-1, without an account or network', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor', hasMentor: false })
    await stage.mentee.openCalendar()
  })
  afterAll(() => stage?.close())

  /** Goes to a screen of the panel by its tab. */
  async function show(screen: 'talk' | 'promises' | 'past'): Promise<void> {
    const frame = await stage.menteeHand.frame()
    await frame.locator(`nav [data-screen=${screen}]`).click()
  }

  it('keeps memos, promises and private words although the worker is stopped after each', async () => {
    const { mentee, menteeHand } = stage
    await mentee.openEvent(weeklyTitle)
    await waitFor('the glance', async () => (await mentee.panelState()) === 'glance')
    await show('talk')
    const frame = await menteeHand.frame()
    await frame
      .getByRole('textbox', { name: talk.memo.labelPoint(talk.memo.whole) })
      .fill('声から始める')
    await menteeHand.waitForState('この端末に保存済み')
    await mentee.stopWorker()
    await frame.getByLabel(talk.lane.label).getByRole('textbox').fill(secret)
    await menteeHand.waitForState('この端末に保存済み')
    await mentee.stopWorker()
    await show('promises')
    await frame.getByRole('button', { name: talk.promise.add }).click()
    await frame.getByLabel(talk.promise.what).fill('資料を送る')
    await frame.getByRole('button', { name: talk.promise.save }).click()
    await menteeHand.waitForState('この端末に保存済み')
    await mentee.stopWorker()

    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    const again = await menteeHand.frame()
    await again.getByText('資料を送る').first().waitFor()
    await show('talk')
    const sheet = again.getByRole('textbox', { name: talk.memo.labelPoint(talk.memo.whole) })
    await sheet.waitFor()
    expect(await sheet.inputValue()).toBe('声から始める')
    const lane = again.getByLabel(talk.lane.label).getByRole('textbox')
    await waitFor('the private words', async () => (await lane.inputValue()) === secret)
  })

  it('shows an open promise in another event of the two, and hides the lane there as well', async () => {
    const { mentee, menteeHand } = stage
    const frame = await menteeHand.frame()
    await frame.getByRole('button', { name: talk.lane.hide }).click()
    await frame.getByText(talk.lane.hidden).waitFor()
    expect(await menteeHand.text()).not.toContain(secret)
    await menteeHand.collapse()
    await mentee.openEvent(singleTitle)
    const next = await menteeHand.frame()
    await next.getByText('資料を送る').first().waitFor()
    await show('talk')
    await next.getByText(talk.lane.hidden).waitFor()
  })

  it('finds it again by a word', async () => {
    const { menteeHand } = stage
    await show('past')
    const frame = await menteeHand.frame()
    await frame.getByRole('searchbox').fill('声から')
    await frame.locator('mark', { hasText: '声から' }).waitFor()
  })

  it('made not one request', () => {
    expect(stage.world.log).toEqual([])
  })
})
