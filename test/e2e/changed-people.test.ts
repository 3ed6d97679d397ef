import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pastMessagesIn } from '../../lib/i18n/past-messages.ts'
import { addEvent } from '../sandbox/google/event-builders.ts'
import type { EventCopy } from '../sandbox/google/event-copy.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { openStage, type Stage, weeklyTitle } from './support/stage.ts'

const dayMs = 24 * 3_600_000
const newAddress = 'mori@new.example'
const titles = { single: '相談の時間', moved: '新しいアドレスでの相談' }

/** What a calendar does to two people, seen by one of them, without an account; in the week after this one. */
describe('a partner whose address changes, and a 1-on-1 that is called off', () => {
  let stage: Stage
  let single: EventCopy
  let week = ''

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentee', hasMentor: false })
    const { store } = stage.world
    store.people.add({ email: newAddress, name: '森 つかさ' })
    const startMs = stage.events.single.content.start.atMs + 7 * dayMs
    const add = (title: string, partner: string, hours: number) =>
      addEvent(store, {
        organizer: mentee,
        guests: [mentee, partner],
        title,
        startMs: startMs + hours * 3_600_000,
        endMs: startMs + (hours + 0.5) * 3_600_000,
      })
    single = add(titles.single, mentor, 1)
    add(titles.moved, newAddress, 2)
    const day = new Date(startMs)
    week = `/week/${day.getUTCFullYear()}/${day.getUTCMonth() + 1}/${day.getUTCDate()}`
    await stage.mentee.openCalendar(week)
  })
  afterAll(() => stage?.close())

  it('asks whether it is the same person, and brings over what was prepared', async () => {
    const { mentee: person, menteeHand } = stage
    const { samePerson, carry } = menteeHand.words.panel
    const { topics } = menteeHand.words.words
    await person.openEvent(titles.single)
    await menteeHand.pick('career')
    await menteeHand.pick('work')
    await menteeHand.waitForState('この端末に保存済み')

    await person.openEvent(titles.moved)
    const frame = await menteeHand.frame()
    await frame.getByText(samePerson.ask('森 つかささん')).waitFor()
    await menteeHand.press(samePerson.yes)
    await frame.getByText(samePerson.merged).waitFor()
    await menteeHand.show('prepare')
    await frame.getByText(carry.planned(2)).click()
    await menteeHand.press(carry.bringFor(topics.career))
    await frame.getByRole('article', { name: topics.career }).waitFor()
    await frame.getByText(carry.planned(1)).waitFor()
  })

  it('parts the two again in the relation', async () => {
    const { menteeHand } = stage
    const { address } = pastMessagesIn('ja')
    await menteeHand.press(menteeHand.words.panel.nav.relationNone)
    await menteeHand.press(address.separateFor(mentor))
    await (await menteeHand.frame()).getByText(address.separated).waitFor()
    await menteeHand.show('prepare')
    const text = await menteeHand.text()
    expect(text).toContain(menteeHand.words.words.topics.career)
    expect(text).not.toContain(menteeHand.words.panel.carry.planned(1))
  })

  it('lets what was prepared wait for the next one when the event has lost its guest', async () => {
    const { mentee: person, menteeHand, world } = stage
    world.store.calendar.publish({ ...single, content: { ...single.content, attendees: [] } })
    await person.openCalendar(week)
    await person.openEvent(weeklyTitle)
    // A panel in use stays while the person looks at an event that is no 1-on-1.
    await menteeHand.show('prepare')
    await person.openEvent(titles.single)
    const frame = await menteeHand.frame()
    await frame
      .getByText(/行われなかった/)
      .first()
      .waitFor()
    expect(await menteeHand.text()).toContain(menteeHand.words.words.topics.work)
    expect(world.log).toEqual([])
  })
})
