import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shrinkPng } from './shrink-png.ts'
import type { Actor } from './story-stage.ts'

/** Takes the pictures of `docs/six-weeks.md` while a story is told; without a folder it does nothing. */
export interface Camera {
  /**
   * The panel of a person as it is now, in Japanese by day and in English in the dark, from its beginning or
   * scrolled to where `selector` stands in the middle. `name` says what is to be seen.
   */
  panel(actor: Actor, name: string, selector?: string): Promise<void>
}

const looks = [
  { language: 'ja', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const

/** The folder comes from `YOHAKU_PICTURES`; names begin with `prefix`. */
export function openCamera(prefix: string): Camera {
  const folder = process.env.YOHAKU_PICTURES ?? ''
  if (folder === '') return { panel: async () => {} }
  mkdirSync(folder, { recursive: true })
  return {
    async panel(actor, name, selector?: string) {
      const { person, language } = actor
      const frame = await person.panel()
      await actor.waitForState(actor.words.panel.state.saved)
      for (const look of looks) {
        const isOwn = look.language === language
        if (!isOwn) {
          await actor.speak(look.language)
          // The panel takes its theme from the page it stands in; for the picture it is told.
          await frame.evaluate((theme) => {
            document.documentElement.dataset.theme = theme
          }, look.theme)
        }
        if (selector === undefined) {
          await frame.locator('.panel-main').evaluate((main) => main.scrollTo(0, 0))
        } else {
          const place = frame.locator(selector).first()
          await place.evaluate((element) => element.scrollIntoView({ block: 'center' }))
        }
        // Nothing under the mouse looks as if it were chosen.
        await person.page.mouse.move(1, 1)
        const box = await (await frame.frameElement()).boundingBox()
        if (box === null) throw new Error('no panel to take a picture of')
        const picture = await person.page.screenshot({
          clip: box,
          animations: 'disabled',
          caret: 'hide',
        })
        const file = `${prefix}-${name}-${look.language}-${look.theme}.png`
        writeFileSync(join(folder, file), shrinkPng(picture))
        if (!isOwn) await actor.speak(language)
      }
    },
  }
}
