import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  joinPictures,
  type PlainPicture,
  readPng,
  roundCorners,
  writePng,
} from '../support/plain-picture.ts'
import type { Actor } from './story-stage.ts'

/** Takes the pictures of `docs/six-weeks.md` while a story is told; without a folder it does nothing. */
export interface Camera {
  /** Whether pictures are taken: then it is worth waiting until everything can be seen. */
  isOn: boolean
  /**
   * The panel of a person as it is now, four times side by side: in Japanese and in English, each in light and
   * in dark; from its beginning, or scrolled to where the first `place` stands in the middle: a selector, or
   * what finds it in any language. `name` says what is to be seen.
   */
  panel(actor: Actor, name: string, place?: string): Promise<void>
}

const languages = ['ja', 'en'] as const
const themes = ['light', 'dark'] as const
const gapPx = 14
const ground = 0xc9c9c4
/** Of the panel's own corners; behind them is the page. */
const radiusPx = 16

/** The folder comes from `YOHAKU_PICTURES`; names begin with `prefix`, null takes none. */
export function openCamera(prefix: string | null): Camera {
  const folder = process.env.YOHAKU_PICTURES ?? ''
  if (folder === '' || prefix === null) return { isOn: false, panel: async () => {} }
  mkdirSync(folder, { recursive: true })
  return {
    isOn: true,
    async panel(actor, name, place) {
      const { saved, onTheWay } = actor.words.panel.state
      await actor.waitForState(saved)
      await (await actor.frame()).locator('footer', { hasText: onTheWay }).waitFor({
        state: 'detached',
      })
      const pictures = new Map<string, PlainPicture>()
      // The person's own language last: so it stands where it stood.
      for (const language of languages.toSorted((a) => (a === actor.language ? 1 : -1))) {
        await actor.speak(language)
        for (const theme of themes) {
          pictures.set(`${language} ${theme}`, await takePicture(actor, theme, place ?? null))
        }
      }
      const inOrder = languages.flatMap((language) =>
        themes.map((theme) => pictures.get(`${language} ${theme}`)),
      )
      const sheet = joinPictures(
        inOrder.filter((one) => one !== undefined),
        gapPx,
        ground,
      )
      writeFileSync(join(folder, `${prefix}-${name}.png`), writePng(sheet))
    },
  }
}

/** The panel takes its theme from the page it stands in; for the picture it is told. */
async function takePicture(
  { person }: Actor,
  theme: (typeof themes)[number],
  place: string | null,
): Promise<PlainPicture> {
  const frame = await person.panel()
  const own = await frame.evaluate((next) => {
    const { dataset } = document.documentElement
    const before = dataset.theme ?? null
    dataset.theme = next
    return before
  }, theme)
  if (place === null) {
    await frame.locator('.panel-main').evaluate((main) => main.scrollTo(0, 0))
  } else {
    await frame
      .locator(place)
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'center' }))
  }
  // What the mouse was on last would look as if it were chosen; a frame is not told that the mouse has left it.
  await frame
    .locator('footer')
    .first()
    .hover({ position: { x: 2, y: 2 } })
  const box = await (await frame.frameElement()).boundingBox()
  if (box === null) throw new Error('no panel to take a picture of')
  const picture = await person.page.screenshot({
    clip: box,
    animations: 'disabled',
    caret: 'hide',
  })
  await frame.evaluate((before) => {
    if (before === null) delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = before
  }, own)
  return roundCorners(readPng(picture), radiusPx, ground)
}
