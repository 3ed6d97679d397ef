import { afterAll, beforeAll } from 'vitest'
import { type MentorCast, openMentorCast } from './mentor-cast.ts'
import { tellClosing } from './mentor-closing.ts'
import { tellFirstTime } from './mentor-first-time.ts'
import { tellWeeksBetween } from './mentor-weeks-between.ts'
import type { MakeSetting } from './story-setting.ts'

/**
 * Tells the six weeks of a mentor and a mentee, with New Year among them. Each test goes on where the one
 * before stopped; pictures of it are in docs/six-weeks.md.
 */
export function tellMentorStory(setting: MakeSetting, pictures?: string): void {
  let opened: MentorCast | null = null
  const cast = (): MentorCast => {
    if (opened === null) throw new Error('the story has not begun')
    return opened
  }

  beforeAll(async () => {
    opened = await openMentorCast(setting, pictures)
  })
  afterAll(() => opened?.stage.close())

  tellFirstTime(cast)
  tellWeeksBetween(cast)
  tellClosing(cast)
}
