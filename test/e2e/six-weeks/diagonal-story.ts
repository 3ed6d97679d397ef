import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyTextOf } from '../support/every-text.ts'
import { recordOn } from '../support/stored-record.ts'
import type { MakeSetting } from './story-setting.ts'
import { type Actor, openStoryStage, type StoryStage } from './story-stage.ts'

const title = '他部署の先輩と 1on1'
const theme = 'そちらの部署では？'
/** The same theme of the guide, as its other reader sees it. */
const themeInEnglish = 'How does your department do it?'

/**
 * Tells two talks, six weeks apart, with a leader of another department who lives in Berlin. A relation that
 * broadens: nothing goes on by itself. Each test goes on where the one before stopped.
 */
export function tellDiagonalStory(setting: MakeSetting, pictures?: string): void {
  let stage: StoryStage
  let mentee: Actor
  let leader: Actor

  beforeAll(async () => {
    stage = await openStoryStage({
      setting,
      startsAt: '2026-12-03T18:00+09:00',
      partner: 'leader',
      partnerTimeZone: 'Europe/Berlin',
      ...(pictures !== undefined && { pictures }),
    })
    mentee = stage.mentee
    leader = stage.partner
    // Two single events: no series holds the two together.
    for (const day of ['2026-12-04', '2027-01-15']) {
      stage.plan({
        title,
        organizer: 'mentee',
        guest: 'leader',
        from: `${day}T17:00+09:00`,
        to: `${day}T17:45+09:00`,
      })
    }
  })
  afterAll(() => stage?.close())

  it('Thu 3 Dec: the mentee chooses the relation and finds a guide of its own', async () => {
    await mentee.open(title)
    await mentee.chooseRelation('diagonal', 'わたし')
    await mentee.sees('違う見方に触れ、自分の考えと働き方を言い直して組み替える。')
    await mentee.sees('60〜90日ごと · 一度きりでも')
    await mentee.press(mentee.past.relation.theme(theme))
    const carries = (await mentee.frame()).getByLabel(mentee.past.relation.carries)
    expect(await carries.isChecked()).toBe(false)
    await mentee.seesNo(mentee.past.relation.next)
    await stage.camera.panel(mentee, '01-guide', '.guide')
    await mentee.show('prepare')
    await mentee.hopeFor(theme, 'view')
    await mentee.pick('growth')
    await mentee.hopeFor('スキルや力の向上', 'together')
    await mentee.show('glance')
    await mentee.startSharing()
    await mentee.leave()
  })

  it('in Berlin, the leader opens the note and sees what is hoped for', async () => {
    await leader.open(title)
    await leader.joinSharing()
    await leader.sees('Think it through with me')
    await leader.sees(themeInEnglish)
    await leader.markSeen()
    await stage.camera.panel(leader, '02-glance')
    await leader.leave()
  })

  it('Fri 4 Dec: they talk about one thing, the other stays', async () => {
    await stage.travel('2026-12-04T17:20+09:00')
    await leader.open(title)
    await leader.show('talk')
    await (await leader.points(themeInEnglish)).fill('We write the decision down first, then talk.')
    await leader.tickTalked(themeInEnglish)
    await leader.press(leader.talk.stage.end)
    await leader.leave()
    await stage.pass(20)
    await mentee.open(title)
    await mentee.show('talk')
    await mentee.sees('Robin Bergさんが終了しました')
    expect(await (await mentee.points(theme)).inputValue()).toBe(
      'We write the decision down first, then talk.',
    )
    await stage.camera.panel(mentee, '03-ended')
    await mentee.leave()
  })

  it('Thu 14 Jan: the rest does not carry over by itself, but is there to be taken up', async () => {
    await stage.travel('2027-01-14T18:00+09:00')
    await mentee.open(title)
    await mentee.sees(mentee.words.panel.glance.pick)
    await mentee.seesNo('前回の続き')
    await mentee.show('prepare')
    await (await mentee.frame()).getByText('前回のまま置いてある話題 1件').click()
    await mentee.sees('この関係では、前回の話題は自動では続きません。')
    await stage.camera.panel(mentee, '04-resting')
    await mentee.press('「スキルや力の向上」を今回の話題に入れる')
    await mentee.seesNo('前回のまま置いてある話題 1件')
    await mentee.leave()
    await stage.pass(60)
    await leader.open(title)
    await leader.sees('Growing skills')
    await stage.camera.panel(leader, '04-taken-up')
    await leader.leave()
  })

  it('Fri 15 Jan: they part with thanks and a takeaway; no next date is proposed', async () => {
    const { camera, world } = stage
    await stage.travel('2027-01-15T17:30+09:00')
    await mentee.open(title)
    await mentee.show('talk')
    await mentee.tickTalked('スキルや力の向上')
    await mentee.press(mentee.talk.stage.end)
    await mentee.show('relation')
    await mentee.seesNo(mentee.past.relation.next)
    await mentee.press(mentee.past.closing.begin)
    await mentee.fill(
      mentee.past.closing.thanks,
      '遠くから見てくださって、ありがとうございました。',
    )
    await mentee.fill(mentee.past.closing.takeaway, '決めたことを、先に書く。')
    await mentee.press(mentee.past.closing.close)
    await camera.panel(mentee, '05-closing-mentee')
    await mentee.leave()
    await leader.open(title)
    await leader.show('relation')
    await leader.sees('決めたことを、先に書く。')
    await leader.sees(leader.past.closing.accessTheirs)
    await camera.panel(leader, '05-closing-leader')
    await leader.leave()
    const [hers, theirs] = [await recordOn(mentee.person), await recordOn(leader.person)]
    expect(theirs.segments).toEqual(hers.segments)
    expect((await stage.note.record()).segments).toEqual(hers.segments)
    expect(stage.note.writers()).toEqual([stage.emails.mentee, stage.emails.partner])
    expect(stage.calendarText()).not.toMatch(/部署では|decision|スキル/)
    expect(await everyTextOf(world)).toContain('decision')
    stage.expectLegalRequests()
  })
}
