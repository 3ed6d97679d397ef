import { expect, it } from 'vitest'
import { career, type MentorCast, promise, secret, title, work } from './mentor-cast.ts'
import type { HandedFiles } from './outlook-by-hand.ts'

/**
 * The first 1-on-1 of two who have no note in common: what one wrote reaches the other as a file. Nobody can
 * write into the words of the other while they talk; each writes at home, and the words come together later.
 */
export function tellFirstTimeByHand(cast: () => MentorCast, handed: HandedFiles): void {
  it('Tue 1 Dec, evening: the mentee prepares, and sends it as a file; the draft stays', async () => {
    const { mentee } = cast()
    await mentee.open(title)
    await mentee.pick('career')
    await mentee.hopeFor(career.ja, 'listen')
    await mentee.write(career.ja, '異動の希望を出すか、迷っています。')
    await mentee.pick('work')
    await mentee.hopeFor(work.ja, 'advice')
    await mentee.pick('wellbeing')
    await mentee.write('心身の状態', '予定が詰まっていて、眠りが浅いです。')
    await mentee.chooseRelation('mentor', 'わたし')
    await mentee.fill(mentee.past.relation.ourPurpose, '答えを急がず、次の3年を考える')
    await mentee.fill(mentee.past.relation.started, '2026-12-02')
    await mentee.fill(mentee.past.relation.ends, '2027-01-13')
    await mentee.waitForState('この端末に保存済み')
    await mentee.startSharing()
    await mentee.show('talk')
    await (await mentee.points(career.ja)).fill('今の場所も好き。')
    await mentee.fill(mentee.talk.lane.label, secret)
    await mentee.leave()
    const [text] = await handed.texts()
    expect(text).toContain('異動の希望を出すか、迷っています。')
    expect(text).not.toContain('眠りが浅い')
  })

  it('Wed 2 Dec: the mentor takes it in; what both write at once crosses, and nothing is lost', async () => {
    const { stage, mentee, mentor } = cast()
    await stage.travel('2026-12-02T08:40+09:00')
    await Promise.all([mentee.open(title), mentor.open(title)])
    await mentor.joinSharing()
    await mentor.sees('異動の希望を出すか、迷っています。')
    await mentor.sees('Please listen')
    await mentor.markSeen()
    await mentor.show('talk')
    await (await mentor.points(career.en)).fill('今の場所も好き。Two roads.')
    // Meanwhile, at home:
    await mentee.show('talk')
    await (await mentee.points(career.ja)).fill('外も見たい。今の場所も好き。')
    await mentor.leave()
    await mentee.leave()
    await stage.travel('2026-12-02T10:05+09:00')
    for (const [one, topic] of [
      [mentee, career.ja],
      [mentor, career.en],
    ] as const) {
      await one.openRunning(title)
      expect(await (await one.points(topic)).inputValue()).toBe(
        '外も見たい。今の場所も好き。Two roads.',
      )
    }
    await mentee.show('prepare')
    await mentee.sees(/が見ました/)
  })

  it('they end it with a promise; the mentor’s file brings both to the mentee', async () => {
    const { stage, mentee, mentor } = cast()
    await mentee.show('talk')
    await mentee.tickTalked(career.ja)
    await mentee.leave()
    await mentor.leave()
    await mentor.openRunning(title)
    await mentor.keepInMind('Say “not yet” aloud once this week')
    await mentor.show('promises')
    await mentor.promise({
      text: promise,
      whenWhere: 'Friday lunch, second floor',
      dueDay: '2026-12-18',
    })
    await mentor.show('talk')
    await mentor.press(mentor.talk.stage.end)
    await mentor.leave()
    await stage.pass(10)
    await mentee.openRunning(title)
    await mentee.sees('森 つかささんが終了しました')
    await mentee.leave()
  })
}
