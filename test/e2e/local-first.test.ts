import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, singleTitle, weeklyTitle } from './support/stage.ts'
import { waitFor } from './support/wait-for.ts'

describe('one person without an account or network', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor', hasMentor: false })
    await stage.mentee.openCalendar()
  })
  afterAll(() => stage?.close())

  it('opens as a glance without taking the focus', async () => {
    const { mentee } = stage
    // Hidden panels let their line rest: the worker has to wake this one.
    await mentee.panel()
    await mentee.stopWorker()
    await mentee.openEvent(weeklyTitle)
    await waitFor('the glance', async () => (await mentee.panelState()) === 'glance')
    await (await mentee.panel()).getByText('森 つかささんとの1on1').waitFor()
    const hasFocus = await mentee.page.evaluate(
      () => document.activeElement?.tagName.toLowerCase() === 'yohaku-panel',
    )
    expect(hasFocus).toBe(false)
  })

  it('keeps each edit although the worker is stopped right after it is said to be saved', async () => {
    const { mentee, menteeHand } = stage
    await mentee.setOffline(true)
    await menteeHand.pick('work')
    await menteeHand.waitForState('この端末に保存済み')
    await mentee.stopWorker()
    await menteeHand.hopeFor('業務の進捗や進め方', 'report')
    await menteeHand.waitForState('この端末に保存済み')
    await mentee.stopWorker()
    await menteeHand.write('業務の進捗や進め方', 'ひとつ、うまくいきました。')
    await menteeHand.pickOwn('👩🏽‍🚀 <img src=x onerror=alert(1)> __proto__')
    await menteeHand.waitForState('この端末に保存済み')
    await mentee.stopWorker()
    await mentee.setOffline(false)
    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    await menteeHand.show('prepare')
    const frame = await menteeHand.frame()
    const note = frame.getByLabel('「業務の進捗や進め方」のメモ')
    await note.waitFor()
    expect(await note.inputValue()).toBe('ひとつ、うまくいきました。')
    expect(await frame.getByRole('radio', { name: '報告したい' }).first().isChecked()).toBe(true)
    expect(await menteeHand.text()).toContain('👩🏽‍🚀 <img src=x onerror=alert(1)> __proto__')
    expect(await frame.locator('img').count()).toBe(0)
  })

  it('belongs to the pair: another event of the two opens the same panel with its own topics', async () => {
    const { mentee, menteeHand } = stage
    // The open panel covers the end of the week.
    await menteeHand.collapse()
    await mentee.openEvent(singleTitle)
    await (await menteeHand.frame()).getByText('11月').first().waitFor()
    await menteeHand.show('prepare')
    const frame = await menteeHand.frame()
    await frame.getByLabel('「業務の進捗や進め方」のメモ').waitFor({ state: 'detached' })
  })

  it('survives the closing of the popover and collapses to a tab', async () => {
    const { mentee, menteeHand } = stage
    await mentee.page.keyboard.press('Escape')
    const before = await mentee.panelState()
    expect(['glance', 'open']).toContain(before)
    await menteeHand.collapse()
  })

  it('remembers "never here" for the pair, across restarts of the worker', async () => {
    const { mentee, menteeHand } = stage
    await mentee.openEvent(weeklyTitle)
    await waitFor('the panel', async () => (await mentee.panelState()) !== 'collapsed')
    const frame = await menteeHand.frame()
    const { menu } = menteeHand.words.panel
    await frame.getByRole('button', { name: menu.open }).click()
    await frame.getByText(menu.never).click()
    await waitFor('the panel to go', async () => (await mentee.panelState()) === 'hidden')
    await mentee.stopWorker()
    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    await mentee.page.getByRole('heading', { name: weeklyTitle }).waitFor()
    await mentee.openEvent(singleTitle)
    await mentee.page.getByRole('heading', { name: singleTitle }).waitFor()
    expect(await mentee.panelState()).toBe('hidden')
  })

  it('made not one request', () => {
    expect(stage.world.log).toEqual([])
  })
})
