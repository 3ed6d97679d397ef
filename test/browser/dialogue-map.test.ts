import { describe, expect, it } from 'vitest'
import { findAxeProblems } from './support/find-axe-problems.ts'
import { emptyMap, sampleMap } from './support/map-sample.ts'
import { type FakeBackground, makeFakeBackground } from './support/open-page.ts'
import { takePicture } from './support/take-picture.ts'
import { usePages } from './support/use-pages.ts'

const nowMs = new Date(2026, 10, 25, 12, 0).getTime()

describe('わたしの対話マップ', () => {
  const openPage = usePages()

  async function openMap(
    map = sampleMap(nowMs),
    look: { uiLanguage?: 'ja' | 'en-US'; colorScheme?: 'light' | 'dark'; widthPx?: number } = {},
    settings: Partial<FakeBackground['settings']> = { hasConsented: true },
  ) {
    const background = makeFakeBackground(settings)
    background.map = map
    const opened = await openPage({ background, page: 'map', nowMs, ...look })
    return { ...opened, background }
  }

  const looks = [
    { uiLanguage: 'ja', colorScheme: 'light', widthPx: 900 },
    { uiLanguage: 'ja', colorScheme: 'dark', widthPx: 320 },
    { uiLanguage: 'en-US', colorScheme: 'light', widthPx: 320 },
    { uiLanguage: 'en-US', colorScheme: 'dark', widthPx: 900 },
  ] as const
  for (const look of looks) {
    it(`is readable, reachable and fits, ${Object.values(look).join(', ')}`, async () => {
      const { page, complaints, close } = await openMap(undefined, look)
      await page.getByRole('table').waitFor()
      const picture = `map-${look.uiLanguage}-${look.colorScheme}-${look.widthPx}`
      await takePicture(page, picture)
      expect(await findAxeProblems(page)).toEqual([])
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflowPx).toBe(0)
      expect(await page.locator('html').getAttribute('lang')).toBe(look.uiLanguage.slice(0, 2))
      expect(complaints).toEqual([])
      await close()
    })
  }

  it('reads aloud as it looks: headers for both ways, a word in every field', async () => {
    const { page, close } = await openMap()
    const table = page.getByRole('table', { name: /関係ごとの話題/ })
    await table.waitFor()
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      '話題',
      '上司',
      'メンター',
      '横',
      '斜め',
      '未定',
    ])
    expect(await table.getByRole('rowheader').count()).toBe(8)
    const career = table.getByRole('row', { name: /今後のキャリア/ })
    expect(await career.getByRole('cell').allInnerTexts()).toEqual([
      expect.stringMatching(/^ときどき\s*3$/),
      expect.stringMatching(/^よく\s*7$/),
      'なし',
      'なし',
      'なし',
    ])
    const wordless = await table
      .getByRole('cell')
      .evaluateAll((cells) => cells.filter((one) => !/\p{L}/u.test(one.textContent)).length)
    expect(wordless).toBe(0)
    await close()
  })

  it('places people by relation, and suggests a relation, not one of them', async () => {
    const { page, close } = await openMap()
    const boss = page.getByRole('region', { name: '上司' })
    await boss.waitFor()
    expect(await boss.innerText()).toMatch(/佐藤課長\s+前回は11月18日\(水\)\s+次は明日 12:00/)
    const mentor = await page.getByRole('region', { name: 'メンター' }).innerText()
    expect(mentor).toContain('<b>Robin</b>さん')
    expect(mentor).toContain('区切りがついた関係')
    const thought = page.getByRole('region', { name: 'ひとつの見方' })
    const words = await thought.innerText()
    expect(words).toContain('斜めの関係の人とは、まだ話していないようです。')
    expect(words).not.toMatch(/佐藤|森|鈴木|Robin/)
    expect(await thought.getByRole('link').count()).toBe(0)
    expect(await boss.getByRole('link').getAttribute('href')).toBe(
      `/panel.html?pair=${'1'.repeat(32)}&meeting=weekly%40google.com%7C`,
    )
    await close()
  })

  it('is walked through by Tab in the order it is read, with targets of 24 px at least', async () => {
    const { page, close } = await openMap(undefined, { widthPx: 320 })
    await page.getByRole('table').waitFor()
    // Nothing took the focus while it was drawn.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    const seen: string[] = []
    for (let at = 0; at < 6; at++) {
      await page.keyboard.press('Tab')
      seen.push(
        await page.evaluate(() => {
          const it = document.activeElement
          const box = it?.getBoundingClientRect()
          const isSmall = box === undefined || box.width < 24 || box.height < 24
          return `${isSmall ? 'SMALL ' : ''}${it?.textContent?.trim().slice(0, 10)}`
        }),
      )
    }
    expect(seen).toEqual([
      '余白を開く 佐藤課長',
      '余白を開く 森 つか',
      '余白を開く <b>R',
      '余白を開く 長い名前',
      '余白を開く p5@e',
      '関係ごとの話題（20',
    ])
    await page.keyboard.press('ArrowRight')
    const table = page.locator('.map-scroll')
    await expect.poll(() => table.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0)
    await close()
  })

  it('begins calmly, says so before consent, and why when it cannot be drawn', async () => {
    const first = await openMap(emptyMap)
    await first.page.getByRole('heading', { name: '地図は、最初の1on1からはじまります' }).waitFor()
    expect(await findAxeProblems(first.page)).toEqual([])
    await takePicture(first.page, 'map-empty')
    await first.close()
    const before = await openMap(undefined, {}, {})
    await before.page.getByRole('link', { name: '読んで、はじめる' }).waitFor()
    expect(before.background.received).toEqual(['page/settings'])
    await before.close()
    const broken = await openMap(emptyMap)
    broken.background.handlers['page/map'] = () => Promise.reject(new Error('on purpose'))
    await broken.page.reload()
    await broken.page.getByRole('button', { name: 'もう一度' }).waitFor()
    expect(await findAxeProblems(broken.page)).toEqual([])
    await broken.close()
  })

  it('is drawn anew when somebody comes back to the tab', async () => {
    const { page, background, close } = await openMap(emptyMap)
    await page.getByRole('heading', { name: '地図は、最初の1on1からはじまります' }).waitFor()
    background.map = sampleMap(nowMs)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByRole('table').waitFor()
    await close()
  })
})
