import { describe } from 'vitest'
import { tellDiagonalStory } from './six-weeks/diagonal-story.ts'
import { inGoogle } from './six-weeks/google-setting.ts'

describe('six weeks of a diagonal pair in Google Calendar', () => {
  tellDiagonalStory(inGoogle, 'diagonal')
})
