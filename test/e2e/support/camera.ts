import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shrinkPng } from './shrink-png.ts'
import type { Actor } from './story-stage.ts'

/** Takes the pictures of `docs/six-weeks.md` while a story is told; without a folder it does nothing. */
export interface Camera {
  /**
   * The panel of a person as it is now, from its beginning or scrolled to where `selector` is seen. The file is
   * named by what is to be seen and by the person's language.
   */
  panel(
    actor: Pick<Actor, 'person' | 'language' | 'words' | 'waitForState'>,
    name: string,
    selector?: string,
  ): Promise<void>
}

/** The folder comes from `YOHAKU_PICTURES`; names begin with `prefix`. */
export function openCamera(prefix: string): Camera {
  const folder = process.env.YOHAKU_PICTURES ?? ''
  if (folder === '') return { panel: async () => {} }
  mkdirSync(folder, { recursive: true })
  return {
    async panel(actor, name, selector = '.panel-main > *') {
      const { person, language } = actor
      await actor.waitForState(actor.words.panel.state.saved)
      const frame = await person.panel()
      const place = frame.locator(selector).first()
      await place.evaluate((element) => element.scrollIntoView({ block: 'center' }))
      const box = await (await frame.frameElement()).boundingBox()
      if (box === null) throw new Error('no panel to take a picture of')
      const picture = await person.page.screenshot({
        clip: box,
        animations: 'disabled',
        caret: 'hide',
      })
      writeFileSync(join(folder, `${prefix}-${name}-${language}.png`), shrinkPng(picture))
    },
  }
}
