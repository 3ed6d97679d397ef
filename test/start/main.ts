import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openWindows } from './open-windows.ts'
import { playStory } from './play-story.ts'

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    pictures: { type: 'string', default: '.output/story' },
    language: { type: 'string', default: 'ja' },
  },
})

/** On Linux a display is there when one of these is set; elsewhere there always is one. */
const hasDisplay =
  process.platform !== 'linux' ||
  (process.env.DISPLAY ?? '') !== '' ||
  (process.env.WAYLAND_DISPLAY ?? '') !== ''

const language = values.language === 'en' ? 'en' : 'ja'
if (hasDisplay && !values.headless) {
  await openWindows(language)
} else {
  const folder = resolve(values.pictures)
  mkdirSync(folder, { recursive: true })
  await playStory({ language, folder, say: (line) => console.log(line) })
}
