import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { everyTextOf } from '../support/every-text.ts'
import { recordOn } from '../support/stored-record.ts'
import { bothHands, type MentorCast, secret, title } from './mentor-cast.ts'

/** The last one: thanks, a letter, and what is left where. */
export function tellClosing(cast: () => MentorCast): void {
  it('Wed 13 Jan: they close the relation with thanks and a letter', async () => {
    const { stage, mentee, mentor } = cast()
    const { camera } = stage
    await stage.travel('2027-01-13T10:10+09:00')
    await mentee.open(title)
    await mentee.show('relation')
    await mentee.sees('決めておいた最後の日になりました。')
    await mentee.fill(mentee.past.closing.thanks, '急がせずに、聞いてくださいました。')
    await mentee.fill(mentee.past.closing.takeaway, '迷っている、と言ってよい。')
    await mentee.leave()
    await mentor.open(title)
    await mentor.show('relation')
    await mentor.sees('急がせずに、聞いてくださいました。')
    await mentor.fill(mentor.past.closing.thanks, 'You let me think along.')
    await mentor.fill(
      mentor.past.closing.keepsakeFor('青木 はる'),
      'In December you said both roads were open. They still are.',
    )
    await mentor.press(mentor.past.closing.close)
    await mentor.sees(mentor.past.closing.closed)
    await camera.panel(mentor, '10-closing')
    await mentor.leave()
    await stage.pass(30)
    await mentee.open(title)
    await mentee.show('relation')
    await mentee.sees('In December you said both roads were open.')
    await camera.panel(mentee, '10-letter')
    const downloading = mentee.person.page.waitForEvent('download')
    await mentee.press(mentee.past.closing.download)
    const letter = readFileSync(await (await downloading).path(), 'utf8')
    expect(letter).toContain('They still are.')
    expect(letter).toContain('答えを急がず、次の3年を考える')
    await mentee.leave()
  })

  it('both devices and the file hold the same; nothing private ever left', async () => {
    const { stage, mentee, mentor, calendar } = cast()
    const { world } = stage
    await stage.pass(1)
    await mentor.open(title)
    await mentor.leave()
    const [hers, his] = [await recordOn(mentee.person), await recordOn(mentor.person)]
    expect(his.segments).toEqual(hers.segments)
    expect((await stage.note.record()).segments).toEqual(hers.segments)
    expect(Object.keys(hers.segments)).toEqual(['core', 'y2026', 'y2027'])
    expect(hers.view.meetings.filter(({ ended }) => ended.length > 0)).toHaveLength(4)
    // Where the calendar tells nothing of series, a meeting is known by its day.
    const ofNewSeries = stage.hoursFrom === 'nobody' ? 'day|2026-12-23' : calendar.seriesUid()
    expect(hers.view.meetings.some(({ key }) => key.startsWith(ofNewSeries))).toBe(true)
    expect(stage.note.writers()).toEqual([stage.emails.partner, stage.emails.mentee])
    const everything = await everyTextOf(world)
    expect(everything).toContain('今の場所も好き。')
    expect(everything).not.toContain(secret)
    expect(stage.attachment.isThere()).toBe(stage.attachment.isExpected)
    expect(stage.calendarText()).not.toMatch(/キャリア|場所|planning/)
    stage.expectLegalRequests()
  })

  it('the mentor ends the other’s access; both keep what they wrote', async () => {
    const { stage, mentee, mentor } = cast()
    const { camera } = stage
    await stage.pass(5)
    await mentor.open(title)
    await mentor.show('relation')
    await mentor.press(mentor.past.closing.access)
    await mentor.press(mentor.past.closing.accessConfirm)
    await mentor.sees(mentor.past.closing.accessEnded)
    expect(stage.note.writers()).toEqual([stage.emails.partner])
    await mentor.show('past')
    await mentor.sees(bothHands)
    await stage.pass(5)
    await mentee.open(title)
    await mentee.show('past')
    await mentee.sees('見積りは前提を先に三つ書く。')
    await camera.panel(mentee, '11-so-far')
  })
}
