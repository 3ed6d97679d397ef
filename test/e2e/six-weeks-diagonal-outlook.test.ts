import { describe } from 'vitest'
import { tellDiagonalStory } from './six-weeks/diagonal-story.ts'
import { inOutlookWithFile } from './six-weeks/outlook-setting.ts'

describe('six weeks of a diagonal pair in Outlook, with a file in a OneDrive', () => {
  tellDiagonalStory(inOutlookWithFile)
})
