import type { Frame } from 'playwright-core'
import { expect, it } from 'vitest'
import { everyTextOf } from '../support/every-text.ts'
import { waitFor } from '../support/wait-for.ts'
import { bothHands, career, type MentorCast, promise, secret, title, work } from './mentor-cast.ts'

/** The first 1-on-1: prepared, glanced at, talked through, ended. */
export function tellFirstTime(cast: () => MentorCast): void {
  it('Tue 1 Dec, evening: the mentee prepares; what is sensitive is a draft', async () => {
    const { stage, mentee } = cast()
    const { camera, world } = stage
    await mentee.open(title)
    expect(await lettersOf(await mentee.frame())).toEqual(['14px', '14px'])
    await mentee.pick('career')
    await mentee.hopeFor(career.ja, 'listen')
    await mentee.write(career.ja, '異動の希望を出すか、迷っています。')
    await mentee.pick('work')
    await mentee.hopeFor(work.ja, 'advice')
    await mentee.pick('wellbeing')
    await mentee.write('心身の状態', '予定が詰まっていて、眠りが浅いです。')
    await mentee.waitForState('この端末に保存済み')
    await camera.panel(mentee, '01-prepare', '.draft-strip')
    await mentee.chooseRelation('mentor', 'わたし')
    await mentee.fill(mentee.past.relation.ourPurpose, '答えを急がず、次の3年を考える')
    await mentee.fill(mentee.past.relation.started, '2026-12-02')
    await mentee.fill(mentee.past.relation.ends, '2027-01-13')
    await mentee.waitForState('この端末に保存済み')
    await camera.panel(mentee, '01-relation')
    expect(world.log).toEqual([])
  })

  it('the mentor shares one file, the mentee opens it; the draft stays behind', async () => {
    const { stage, mentee, mentor } = cast()
    const { world } = stage
    await mentor.open(title)
    await mentor.startSharing()
    await mentee.show('glance')
    await mentee.joinSharing()
    await mentee.leave()
    const text = await everyTextOf(world)
    expect(text).toContain('異動の希望を出すか、迷っています。')
    expect(text).not.toContain('眠りが浅い')
  })

  it('Wed 2 Dec, morning: the draft is shared by a press; the mentor glances and says so', async () => {
    const { stage, mentee, mentor } = cast()
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
    await stage.camera.panel(mentor, '02-glance')
    await mentor.markSeen()
    await mentor.show('talk')
    await (await mentor.points(career.en)).fill('Two roads.')
    await mentor.leave()
    await stage.pass(20)
    await mentee.open(title)
    await mentee.show('prepare')
    await mentee.sees(/が見ました/)
    await stage.camera.panel(mentee, '02-seen', 'main > .still.with-icon')
  })

  it('10:05: both write in one memo at once, letter by letter, and nobody’s caret jumps', async () => {
    const { stage, mentee, mentor } = cast()
    await stage.travel('2026-12-02T10:05+09:00')
    await Promise.all([mentee.openRunning(title), mentor.openRunning(title)])
    const sheets = [await mentee.points(career.ja), await mentor.points(career.en)] as const
    const [hers, his] = sheets
    for (const sheet of sheets) {
      await waitFor('the words of before', async () => (await sheet.inputValue()) === 'Two roads.')
    }
    await hers.evaluate((field: HTMLTextAreaElement) => {
      field.focus()
      field.setSelectionRange(0, 0)
    })
    await his.evaluate((field: HTMLTextAreaElement) => {
      field.focus()
      field.setSelectionRange(field.value.length, field.value.length)
    })
    const caretOf = (sheet: (typeof sheets)[number]) =>
      sheet.evaluate((field: HTMLTextAreaElement) =>
        document.activeElement === field
          ? field.value.slice(0, field.selectionStart)
          : 'the keyboard is elsewhere',
      )
    const write = (hersNow: string, hisNow: string) =>
      Promise.all([
        hers.pressSequentially(hersNow, { delay: 20 }),
        his.pressSequentially(hisNow, { delay: 20 }),
      ])
    const both = '今の場所も好き。Two roads. Staying is not giving up.'
    await write('今の場所も好き。', ' Staying is not giving up.')
    await waitFor('both hands in the file', async () => stage.note.text().includes(both), 60_000)
    // A minute later neither device has to wait until it may read again.
    await stage.pass(1)
    await write('外も見たい。', ' Nor is going.')
    await waitFor('his words here', async () => (await hers.inputValue()).includes('giving up.'))
    await waitFor('her words there', async () => (await his.inputValue()).startsWith('今の場所'))
    expect(await caretOf(hers)).toBe('今の場所も好き。外も見たい。')
    expect(await caretOf(his)).toBe(await his.inputValue())
    if (stage.camera.isOn) {
      await stage.pass(1)
      await waitFor('the last letter', async () => (await his.inputValue()) === bothHands, 60_000)
    }
    await stage.camera.panel(mentor, '03-both-write', '.memo-block textarea')
  })

  it('a sentence reads differently to the mentee; the mentor answers, promises and ends', async () => {
    const { stage, mentee, mentor } = cast()
    const { camera } = stage
    await mentee.markNuance(career.ja, 'Staying is not giving up.')
    await mentee.tickTalked(career.ja)
    await mentee.fill(mentee.talk.lane.label, secret)
    await mentee.leave()
    await stage.pass(15)
    await mentor.syncNow()
    await mentor.sees('青木 はる reads this differently')
    expect(await (await mentor.points(career.en)).inputValue()).toBe(bothHands)
    await mentor.fill(
      mentor.talk.nuance.replyFor('Staying is not giving up.'),
      'I meant: both need courage.',
    )
    await mentor.keepInMind('Say “not yet” aloud once this week')
    await camera.panel(mentor, '04-nuance', '.nuance')
    await mentor.show('promises')
    await mentor.promise({
      text: promise,
      whenWhere: 'Friday lunch, second floor',
      dueDay: '2026-12-18',
    })
    await camera.panel(mentor, '04-promise')
    await mentor.show('talk')
    await mentor.press(mentor.talk.stage.end)
    await mentor.leave()
    await stage.pass(10)
    await mentee.open(title)
    await mentee.show('talk')
    await mentee.sees('森 つかささんが終了しました')
    const reply = (await mentee.frame()).getByLabel(
      mentee.talk.nuance.replyFor('Staying is not giving up.'),
    )
    expect(await reply.inputValue()).toBe('I meant: both need courage.')
    await camera.panel(mentee, '04-ended', '.nuance')
  })
}

/** How large plain words are drawn, in the whole page and in its body. */
function lettersOf(frame: Frame): Promise<string[]> {
  return frame.evaluate(() =>
    [document.documentElement, document.body].map((one) => getComputedStyle(one).fontSize),
  )
}
