import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Actor } from './story-stage.ts'

/** Takes the pictures of `docs/six-weeks.md` while a story is told; without a folder it does nothing. */
export interface Camera {
  /** The panel of a person as it is now. `name` says what is to be seen. */
  panel(actor: Actor, name: string): Promise<void>
  /** A whole page. */
  page(page: Page, name: string): Promise<void>
}

/** The folder comes from `YOHAKU_PICTURES`; names begin with `prefix`. */
export function openCamera(prefix: string): Camera {
  const folder = process.env.YOHAKU_PICTURES
  if (folder === undefined || folder === '') {
    return { panel: async () => {}, page: async () => {} }
  }
  mkdirSync(folder, { recursive: true })
  const pathOf = (name: string) => join(folder, `${prefix}-${name}.png`)
  return {
    async panel({ person, language }, name) {
      const host = await person.page.evaluate(() => {
        const box = document.querySelector('yohaku-panel')?.getBoundingClientRect()
        return box === undefined ? null : { left: box.left, top: box.top }
      })
      const frame = await (await person.panel()).frameElement()
      const box = await frame.boundingBox()
      if (host === null || box === null) throw new Error('no panel to take a picture of')
      await person.page.screenshot({
        path: pathOf(`${name}-${language}`),
        clip: box,
        animations: 'disabled',
        caret: 'hide',
      })
    },
    async page(page, name) {
      await page.screenshot({ path: pathOf(name), animations: 'disabled', caret: 'hide' })
    },
  }
}
