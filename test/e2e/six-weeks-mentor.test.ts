import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvent } from '../sandbox/google/event-builders.ts'
import { mentee as menteeEmail, mentor as mentorEmail } from '../sandbox/usual-people.ts'
import { everyTextOf } from './support/every-text.ts'
import { type Actor, openStoryStage, type StoryStage } from './support/story-stage.ts'

const title = '森さんとの 1on1'

/**
 * Six weeks of a mentor and a mentee, with New Year among them. Each test goes on where the one before
 * stopped; pictures of it are in docs/six-weeks.md.
 */
describe('six weeks of a mentor pair', () => {
  let stage: StoryStage
  let mentee: Actor
  let mentor: Actor

  beforeAll(async () => {
    stage = await openStoryStage({
      startsAt: '2026-12-01T18:00+09:00',
      mentee: menteeEmail,
      partner: mentorEmail,
      pictures: 'mentor',
    })
    mentee = stage.mentee
    mentor = stage.partner
    addEvent(stage.world.store, {
      organizer: mentorEmail,
      guests: [mentorEmail, menteeEmail],
      title,
      startMs: Date.parse('2026-12-02T10:00+09:00'),
      endMs: Date.parse('2026-12-02T10:30+09:00'),
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=WE'],
      hasMeet: true,
    })
  })
  afterAll(() => stage?.close())

  it('Tue 1 Dec, evening: the mentee prepares; what is sensitive is a draft', async () => {
    const { camera, world } = stage
    await mentee.open(title)
    await mentee.pick('career')
    await mentee.hopeFor('今後のキャリア', 'listen')
    await mentee.write('今後のキャリア', '異動の希望を出すか、迷っています。')
    await mentee.pick('work')
    await mentee.hopeFor('業務の進捗や進め方', 'advice')
    await mentee.pick('wellbeing')
    await mentee.write('心身の状態', '予定が詰まっていて、眠りが浅いです。')
    await mentee.waitForState('この端末に保存済み')
    await camera.panel(mentee, '1-prepare')
    await mentee.chooseRelation('mentor', 'わたし')
    await mentee.fill(mentee.past.relation.ourPurpose, '答えを急がず、次の3年を考える')
    await mentee.fill(mentee.past.relation.started, '2026-12-02')
    await mentee.fill(mentee.past.relation.ends, '2027-01-13')
    await mentee.waitForState('この端末に保存済み')
    await camera.panel(mentee, '1-relation')
    expect(world.log).toEqual([])
  })

  it('the mentor shares one file, the mentee opens it; the draft stays behind', async () => {
    const { world } = stage
    await mentor.open(title)
    await mentor.connect()
    await mentor.shareFile()
    await mentor.waitForState(mentor.words.panel.readers.two)
    await mentee.show('glance')
    await mentee.connect()
    await mentee.openPartnersFile()
    await mentee.leave()
    const text = await everyTextOf(world)
    expect(text).toContain('異動の希望を出すか、迷っています。')
    expect(text).not.toContain('眠りが浅い')
  })

  it('Wed 2 Dec, morning: the draft is shared by a press; the mentor glances and says so', async () => {
    await stage.travel('2026-12-02T08:40+09:00')
    await mentee.open(title)
    await mentee.show('prepare')
    await mentee.shareDraft('心身の状態')
    await mentee.sees('届いています')
    await mentee.leave()
    await stage.pass(20)
    await mentor.open(title)
    await mentor.sees('予定が詰まっていて、眠りが浅いです。')
    await mentor.sees('Please listen')
    await stage.camera.panel(mentor, '2-glance')
    await mentor.markSeen()
    await mentor.show('talk')
    await (await mentor.points('Career ahead')).fill('To stay, or to move.')
    await mentor.leave()
    await stage.pass(20)
    await mentee.open(title)
    await mentee.show('prepare')
    await mentee.sees(/が見ました/)
    await stage.camera.panel(mentee, '2-seen')
  })
})
