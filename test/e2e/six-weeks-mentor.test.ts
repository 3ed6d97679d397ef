import { describe } from 'vitest'
import { inGoogle } from './six-weeks/google-setting.ts'
import { tellMentorStory } from './six-weeks/mentor-story.ts'

describe('six weeks of a mentor pair in Google Calendar', () => {
  tellMentorStory(inGoogle, 'mentor')
})
