import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { requireChromium } from './find-browser.mjs'
import { projectFolder } from './run-command.mjs'

/*
 * Draws `public/icon/*.png` from SVG: `icon.svg`, and `icon-small.svg` where the toolbar leaves so few
 * pixels that the drawing has to sit on them. Run by hand after changing a drawing; the pictures are kept
 * in the repository.
 */

const smallestOfLargePx = 48
const sizesPx = [16, 32, 48, 96, 128]

const browser = await chromium.launch({
  executablePath: requireChromium().path,
  args: ['--no-sandbox'],
})
try {
  const folder = join(projectFolder, 'public/icon')
  mkdirSync(folder, { recursive: true })
  for (const sizePx of sizesPx) {
    const name = sizePx < smallestOfLargePx ? 'icon-small.svg' : 'icon.svg'
    const svg = readFileSync(join(projectFolder, 'scripts', name), 'utf8')
    const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } })
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${sizePx}px;height:${sizePx}px}</style>${svg}`,
    )
    const png = await page.screenshot({ omitBackground: true })
    writeFileSync(join(folder, `${sizePx}.png`), png)
    await page.close()
  }
} finally {
  await browser.close()
}
