import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MentorCast, openMentorCast, secret, title } from './six-weeks/mentor-cast.ts'
import { tellFirstTimeByHand } from './six-weeks/mentor-first-time-by-hand.ts'
import { tellWeeksBetween } from './six-weeks/mentor-weeks-between.ts'
import { inOutlookByHand } from './six-weeks/outlook-by-hand.ts'
import { recordOn } from './support/stored-record.ts'

/**
 * The mentor pair in Outlook without any account: names alone, and files from hand to hand. The first time is
 * another story there; the weeks between are the same ones, word for word.
 */
describe('six weeks of a mentor pair in Outlook, by names and files alone', () => {
  const { setting, handed } = inOutlookByHand()
  let opened: MentorCast | null = null
  const cast = (): MentorCast => {
    if (opened === null) throw new Error('the story has not begun')
    return opened
  }

  beforeAll(async () => {
    opened = await openMentorCast(setting)
  })
  afterAll(() => opened?.stage.close())

  tellFirstTimeByHand(cast, handed)
  tellWeeksBetween(cast)

  it('both devices hold the same; not one request was made, and nothing private was in a file', async () => {
    const { stage, mentee, mentor } = cast()
    await mentee.open(title)
    await mentee.leave()
    const [hers, his] = [await recordOn(mentee.person), await recordOn(mentor.person)]
    expect(hers.segments).toEqual(his.segments)
    expect((await handed.texts()).join()).not.toContain(secret)
    expect(stage.calendarText()).not.toMatch(/キャリア|場所|planning/)
    expect(stage.world.log).toEqual([])
  })
})
