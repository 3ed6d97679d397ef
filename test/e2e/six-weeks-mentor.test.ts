import { afterAll, beforeAll, describe } from 'vitest'
import { type MentorCast, openMentorCast } from './six-weeks/mentor-cast.ts'
import { tellClosing } from './six-weeks/mentor-closing.ts'
import { tellFirstTime } from './six-weeks/mentor-first-time.ts'
import { tellWeeksBetween } from './six-weeks/mentor-weeks-between.ts'

/**
 * Six weeks of a mentor and a mentee, with New Year among them. Each test goes on where the one before
 * stopped; pictures of it are in docs/six-weeks.md.
 */
describe('six weeks of a mentor pair', () => {
  let opened: MentorCast | null = null
  const cast = (): MentorCast => {
    if (opened === null) throw new Error('the story has not begun')
    return opened
  }

  beforeAll(async () => {
    opened = await openMentorCast()
  })
  afterAll(() => opened?.stage.close())

  tellFirstTime(cast)
  tellWeeksBetween(cast)
  tellClosing(cast)
})
