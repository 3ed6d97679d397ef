import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from '../browser/launch-chromium.ts'
import { serveGallery } from './gallery-server.ts'
import { galleryStates } from './states.ts'

/**
 * `node test/gallery/shoot.ts [name part] [language] [theme] [width]`: writes contact sheets of the gallery
 * to `.tmp/gallery`, four states to a sheet.
 */
const [part = '', language = 'ja', theme = 'light', width = '360'] = process.argv.slice(2)
const perSheet = 4
const heightPx = 640
const gapPx = 16
const folder = join(import.meta.dirname, '../../.tmp/gallery')
mkdirSync(folder, { recursive: true })
const names = Object.keys(galleryStates).filter((name) => name.includes(part))
const gallery = await serveGallery()
const browser = await launchChromium()
try {
  const context = await browser.newContext({
    viewport: { width: (Number(width) + gapPx) * perSheet + gapPx, height: heightPx + 2 * gapPx },
    timezoneId: 'Asia/Tokyo',
    deviceScaleFactor: 1.25,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(error))
  for (let at = 0; at < names.length; at += perSheet) {
    await page.setContent(
      `<body style="margin:${gapPx}px;display:flex;gap:${gapPx}px;background:#c9c7c2">${names
        .slice(at, at + perSheet)
        .map(
          (name) =>
            `<iframe style="border:0" width="${width}" height="${heightPx}" title="${name}" src="${gallery.url}?state=${name}&language=${language}&theme=${theme}"></iframe>`,
        )
        .join('')}</body>`,
    )
    for (const frame of page.frames().slice(1)) await frame.waitForSelector('[data-gallery=ready]')
    const sheet = `${part}${language}-${theme}-${width}-${at / perSheet}.png`
    await page.screenshot({ path: join(folder, sheet) })
    console.log(sheet, names.slice(at, at + perSheet).join(' '))
  }
} finally {
  await browser.close()
  await gallery.close()
}
