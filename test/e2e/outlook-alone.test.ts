import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callPerson } from '../../lib/i18n/person-name.ts'
import { shareMessagesIn } from '../../lib/i18n/share-messages.ts'
import {
  workColleague,
  workMentee,
  workMentor,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type OutlookPerson,
  type OutlookStage,
  openOutlookStage,
  roomSubject,
  singleSubject,
  weeklySubject,
} from './support/outlook-stage.ts'
import { waitFor } from './support/wait-for.ts'

/**
 * Beside Outlook without any account or consent: the page shows names and no address. Told in a Japanese and
 * in an English Outlook; each test goes on where the one before stopped.
 */
describe.each(['ja', 'en'] as const)('alone beside Outlook, in its %s pages', (language) => {
  let stage: OutlookStage
  let mentee: OutlookPerson
  const share = shareMessagesIn(language)
  const mentorName = callPerson(language, { id: '', email: null, name: '森 つかさ' })
  const robinSubject = 'Coffee with Robin'

  beforeAll(async () => {
    stage = await openOutlookStage({ organizer: workMentor, other: workMentee })
    const { calendar, people } = stage.world.microsoft
    people.get(workMentee).locale = language
    const { startMs } = stage.events.single.content
    calendar.add({
      organizer: workColleague,
      guests: [workMentee],
      subject: robinSubject,
      startMs: startMs - 3 * 3_600_000,
      endMs: startMs - 2 * 3_600_000,
    })
    mentee = await stage.start(workMentee, { language })
    await mentee.outlook.openCalendar()
  })
  afterAll(() => stage?.close())

  const offer = () => mentee.hand.words.panel.offer
  const topic = () => mentee.hand.words.words.topics.career
  const note = '異動の希望を出すか迷っています。'

  it('asks once, by name', async () => {
    const { outlook, hand, person } = mentee
    await outlook.pressTile(weeklySubject)
    await waitFor('the tab', async () => (await person.panelState()) === 'collapsed')
    await outlook.open(weeklySubject)
    await (await hand.frame()).getByText(offer().withName(mentorName)).waitFor()
    await hand.press(offer().yes)
    await (await hand.frame()).getByText(hand.words.panel.firstUse.title).waitFor()
    await (await hand.frame()).getByText(hand.words.panel.header.with(mentorName)).waitFor()
  })

  it('keeps a topic and a hoped-for response in two clicks', async () => {
    const { hand } = mentee
    await hand.pick('career')
    await hand.hopeFor(topic(), 'listen')
    await hand.waitForState(hand.words.panel.state.saved)
    await hand.write(topic(), note)
    await hand.waitForState(hand.words.panel.state.saved)
  })

  it('knows the two again when the worker was stopped and the page loaded anew', async () => {
    const { outlook, hand, person } = mentee
    await person.stopWorker()
    await outlook.openCalendar()
    await outlook.pressTile(weeklySubject)
    await waitFor('the glance', async () => (await person.panelState()) === 'glance')
    await hand.show('prepare')
    await (await hand.frame()).getByLabel(hand.words.panel.prepare.noteFor(topic())).waitFor()
    expect(await hand.noteOf(topic())).toBe(note)
  })

  it('keeps a second partner apart, and asks about that name too', async () => {
    const { outlook, hand } = mentee
    await outlook.closeAll()
    await hand.collapse()
    await outlook.open(robinSubject)
    const frame = await hand.frame()
    const robin = callPerson(language, { id: '', email: null, name: 'Robin Berg' })
    await frame.getByText(offer().withName(robin)).waitFor()
    await hand.press(offer().yes)
    await frame.getByText(hand.words.panel.header.with(robin)).waitFor()
    await frame.getByText(hand.words.panel.firstUse.title).waitFor()
    expect(await hand.text()).not.toContain(note)
  })

  it('shows the first partner in another event of that name, until it is said to be somebody else', async () => {
    const { outlook, hand } = mentee
    await outlook.closeAll()
    await outlook.open(singleSubject)
    const frame = await hand.frame()
    await frame.getByText(hand.words.panel.header.with(mentorName)).waitFor()
    await hand.press(hand.words.panel.menu.open)
    await hand.press(share.heading)
    await hand.press(share.people.other)
    await hand.show('glance')
    await frame.getByText(hand.words.panel.firstUse.title).waitFor()
    await hand.pick('growth')
    await hand.waitForState(hand.words.panel.state.saved)

    // A third event could be with either of them.
    await outlook.closeAll()
    await hand.collapse()
    await outlook.open(roomSubject)
    await frame.getByText(offer().sameName(mentorName)).waitFor()
    await outlook.closeAll()
    await outlook.open(weeklySubject)
    await hand.show('prepare')
    expect(await hand.noteOf(topic())).toBe(note)
  })

  it('stays and takes typing while the page pulls at the focus', async () => {
    const { outlook, hand, person } = mentee
    const field = (await hand.frame()).getByLabel(hand.words.panel.prepare.noteFor(topic()))
    await field.click()
    await person.page.keyboard.press('End')
    await person.page.keyboard.type(' n1')
    const before = await outlook.counters()
    // Typing beside the peek did not close it; a press on the page does, and the panel stays.
    expect(before.dismissals).toMatchObject({ focus: 0, click: 0 })
    await outlook.openModal(weeklySubject)
    // Beside a peek it may have made room; before a modal it stands at home, and a press must not meet it moving.
    await waitFor('the panel at home', async () => {
      const box = await (await (await hand.frame()).frameElement()).boundingBox()
      return box !== null && box.x > 640
    })
    await field.click()
    await person.page.keyboard.press('End')
    await person.page.keyboard.type(' n2')
    expect(await field.inputValue()).toBe(`${note} n1 n2`)
    expect(await outlook.counters()).toMatchObject({ focusPullBacks: 0, clicksSwallowed: 0 })
    await outlook.closeAll()
    await outlook.pressTile(weeklySubject)
    await person.page.mouse.click(500, 60)
    await waitFor('the peek to go', async () => (await outlook.counters()).dismissals.click === 1)
    await hand.waitForState(hand.words.panel.state.saved)
    expect(await person.panelState()).toMatch(/^(glance|open)$/)
    expect(await hand.noteOf(topic())).toBe(`${note} n1 n2`)
  })

  it('made not one request', () => {
    expect(stage.world.log).toEqual([])
  })
})
