import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  fabrikamTenantId,
  microsoftAdminScopes,
  microsoftProductScopes,
  outsidePartner,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { approveThirdTier } from './main-job/outlook-job.ts'
import { makeGrantedBuild } from './support/granted-build.ts'
import { acceptAs } from './support/microsoft-window.ts'
import { noonZone } from './support/noon-zone.ts'
import { type OptionsHand, optionsHandOf } from './support/options-hand.ts'
import { type OutlookHand, outlookHandOf } from './support/outlook-hand.ts'
import {
  type OutlookPerson,
  type OutlookStage,
  openOutlookStage,
  weeklySubject,
} from './support/outlook-stage.ts'
import { type ShareHand, shareHandOf } from './support/share-hand.ts'
import { areasOf, everythingOn } from './support/stored-bytes.ts'
import { type ToolbarHand, toolbarOf } from './support/toolbar-hand.ts'
import { waitFor } from './support/wait-for.ts'

const minuteMs = 60_000
const workNote = '異動の希望を出すか迷っています。'
const otherNote = '週に一日の手伝いを、続けるかどうか。'
const otherSubject = 'もうひとつの職場の 1on1'
const soonSubject = 'もうすぐの 1on1'

/**
 * One person with the mailboxes of two organisations in one browser, and a partner of the same name in both;
 * each test goes on where the one before stopped.
 */
describe('two Microsoft accounts of one person', () => {
  const granted = makeGrantedBuild()
  let stage: OutlookStage
  let me: OutlookPerson
  let share: ShareHand
  let options: OptionsHand
  let toolbar: ToolbarHand
  let other: OutlookHand
  let soonMs = 0

  beforeAll(async () => {
    stage = await openOutlookStage({ organizer: workMentor, other: workMentee })
    const { microsoft } = stage.world
    approveThirdTier(stage.world)
    microsoft.entra.grantForTenant(fabrikamTenantId, worldMicrosoftClientId, [
      ...microsoftProductScopes,
      ...microsoftAdminScopes,
    ])
    const timeZone = noonZone(new Date().getUTCHours())
    for (const email of [workMentee, outsidePartner])
      microsoft.people.get(email).timeZone = timeZone
    const { startMs, endMs } = stage.events.single.content
    microsoft.calendar.add({
      organizer: workMentor,
      guests: [outsidePartner],
      subject: otherSubject,
      startMs,
      endMs,
    })
    me = await stage.start(workMentee, { build: granted.folder, timeZone })
    share = shareHandOf(me)
    options = optionsHandOf(me.person)
    toolbar = toolbarOf(me.person)
    other = outlookHandOf({ ...me.person, email: outsidePartner })
    await share.typeAppId()
    await me.outlook.openCalendar()
  })
  afterAll(async () => {
    await stage?.close()
    granted.remove()
  })

  const topic = () => me.hand.words.words.topics.career
  const coming = async (act: (words: string) => boolean): Promise<void> => {
    await waitFor(
      'the popup',
      async () => {
        const popup = await toolbar.openPopup()
        try {
          await popup.locator('main h2').first().waitFor({ timeout: 5_000 })
          return act(await popup.locator('main').innerText())
        } finally {
          await popup.close()
        }
      },
      30_000,
    )
  }

  it('lists what is coming with the calendar closed, once the calendar is allowed', async () => {
    const { hand, outlook, person } = me
    await outlook.open(weeklySubject)
    await share.confirm()
    await hand.pick('career')
    await hand.write(topic(), workNote)
    await hand.waitForState(hand.words.panel.state.saved)
    // Late enough for all that stands before the reminder, in whole seconds as a calendar tells them.
    soonMs = Math.ceil(stage.world.clock.nowMs() / 1000) * 1000 + 10 * minuteMs + 30_000
    stage.world.microsoft.calendar.add({
      organizer: workMentor,
      guests: [workMentee],
      subject: soonSubject,
      startMs: soonMs,
      endMs: soonMs + 30 * minuteMs,
    })
    await share.inWindow(hand.words.panel.step.connect, acceptAs(workMentee))
    await (await hand.frame()).getByText(hand.words.panel.step.create).first().waitFor()
    expect(await hand.noteOf(topic())).toBe(workNote)
    await person.page.goto('about:blank')
    await coming((words) => /分後/.test(words))
    expect(await toolbar.badge()).toMatch(/^[1-9]$/)
  })

  it('keeps a second account apart, with a partner of the same name', async () => {
    const { hand } = me
    await options.connectMicrosoft(acceptAs(outsidePartner))
    await other.openCalendar()
    // The calendar that has the event says whose it is: nothing is asked.
    await other.pressTile(otherSubject)
    await waitFor('the glance', async () => (await me.person.panelState()) === 'glance')
    const frame = await hand.frame()
    await frame.getByText(hand.words.panel.firstUse.title).waitFor()
    await hand.pick('career')
    await hand.write(topic(), otherNote)
    await hand.shareFile()
    await frame.getByText(hand.words.panel.step.sendTitle).waitFor()
    const { files } = stage.world.microsoft
    const made = files.all().filter((one) => one.name.endsWith('.md'))
    expect(made.map((one) => files.ownerOf(one).email)).toEqual([outsidePartner])
    await waitFor('the note', async () => files.textOf(made[0]?.id ?? '').includes(otherNote))
    expect(files.textOf(made[0]?.id ?? '')).not.toContain(workNote)
    await me.outlook.openCalendar()
    await me.outlook.open(weeklySubject)
    await (await hand.frame()).getByLabel(hand.words.panel.nav.label).waitFor()
    expect(await hand.noteOf(topic())).toBe(workNote)
    expect(await hand.text()).not.toContain(otherNote)
  })

  it('reminds ten minutes before, though the worker was stopped', async () => {
    const watch = await toolbar.watchNotifications()
    await me.person.stopWorker()
    // Nothing but its own alarm wakes the worker now.
    const ids = await waitFor(
      'the reminder',
      async () => {
        const found = await watch.ids()
        return found.length > 0 ? found : null
      },
      120_000,
    )
    await watch.close()
    expect(ids).toHaveLength(1)
    expect(ids[0]).toMatch(new RegExp(`:${soonMs}$`))
  })

  it('signs one out: its tokens and what its calendar showed are gone, the other one stays', async () => {
    await me.person.page.goto('about:blank')
    await options.signOut(workMentee)
    expect(await areasOf(me.person)).not.toMatch(new RegExp(`Token:${workMentee}`))
    expect(await areasOf(me.person)).toContain(`Token:${outsidePartner}`)
    expect(await everythingOn(me.person)).not.toContain(soonSubject)
    await coming((words) => !/分後/.test(words))
    const before = stage.world.log.length
    await me.outlook.openCalendar()
    await me.outlook.open(weeklySubject)
    const { hand } = me
    await (await hand.frame()).getByText(hand.words.panel.step.connectTitle).waitFor()
    expect(await hand.noteOf(topic())).toBe(workNote)
    // Nor is the other organisation's calendar asked about it.
    const since = stage.world.log.slice(before).map(({ url }) => url)
    expect(since.filter((url) => /\/me\/(?:events|calendarView)/.test(url))).toEqual([])
  })

  it('forgets it: every event seen under it is gone, but nothing that was written', async () => {
    const { hand, outlook, person } = me
    await person.page.goto('about:blank')
    await options.forget(workMentee)
    expect(await options.microsoftAccounts()).toEqual([outsidePartner])
    expect(await everythingOn(person)).toContain(workNote)
    await person.stopWorker()
    await outlook.openCalendar()
    await outlook.open(weeklySubject)
    await (await hand.frame()).getByLabel(hand.words.panel.nav.label).waitFor()
    expect(await hand.noteOf(topic())).toBe(workNote)
    stage.expectLegalRequests()
  })
})
