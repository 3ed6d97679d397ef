import { describe } from 'vitest'
import { tellMentorStory } from './six-weeks/mentor-story.ts'
import { inOutlookWithCalendar } from './six-weeks/outlook-setting.ts'

describe('six weeks of a mentor pair in Outlook, with the calendar approved', () => {
  tellMentorStory(inOutlookWithCalendar)
})
