import { describe, expect, it } from 'vitest'
import { findAxeProblems } from './support/find-axe-problems.ts'
import { makeFakeBackground } from './support/open-page.ts'
import { emptyPopup, samplePopup } from './support/popup-sample.ts'
import { takePicture } from './support/take-picture.ts'
import { usePages } from './support/use-pages.ts'

const account = { provider: 'google' as const, email: 'me@example.com', isConnected: true }

/** Noon of a day in this process's zone, so that eight minutes later is the same day. */
const nowMs = new Date(2026, 10, 25, 12, 0).getTime()

describe('the popup', () => {
  const openPage = usePages()

  async function openPopup(
    popup = samplePopup(nowMs),
    options: {
      isConnected?: boolean
      uiLanguage?: 'ja' | 'en-US'
      colorScheme?: 'light' | 'dark'
      widthPx?: number
    } = {},
  ) {
    const { isConnected = true, ...look } = options
    const background = makeFakeBackground({
      hasConsented: true,
      accounts: [{ ...account, isConnected }],
    })
    background.popup = popup
    const opened = await openPage({
      background,
      page: 'popup',
      widthPx: 360,
      nowMs,
      ...look,
    })
    await opened.page.locator('.popup-state').waitFor({ state: 'attached' })
    return { ...opened, background }
  }

  for (const uiLanguage of ['ja', 'en-US'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is readable, reachable and fits, ${uiLanguage}, ${colorScheme}`, async () => {
        const { page, complaints, close } = await openPopup(undefined, { uiLanguage, colorScheme })
        await page.getByRole('article').waitFor()
        const picture = `popup-full-${uiLanguage}-${colorScheme}`
        await takePicture(page, picture)
        expect(await findAxeProblems(page)).toEqual([])
        const overflowPx = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflowPx).toBe(0)
        expect(complaints).toEqual([])
        await close()
      })
    }
  }

  it('is calm when there is nothing', async () => {
    const { page, close } = await openPopup(emptyPopup, { isConnected: false })
    await page.getByRole('heading', { name: '予定されている1on1はありません' }).waitFor()
    await page.getByText('アカウントをつないでいないので').waitFor()
    await takePicture(page, 'popup-nothing')
    expect(await findAxeProblems(page)).toEqual([])
    await close()
  })

  it('leads to the calendar that the person has', async () => {
    for (const [providers, host] of [
      [[], 'calendar.google.com'],
      [['microsoft'], 'outlook.office.com'],
      [['microsoft', 'google'], 'calendar.google.com'],
    ] as const) {
      const accounts = providers.map((provider) => ({ ...account, provider }))
      const background = makeFakeBackground({ hasConsented: true, accounts })
      const { page, close } = await openPage({ background, page: 'popup' })
      const link = page.getByRole('link', { name: 'カレンダー', exact: true })
      await page.locator('.popup-state').waitFor({ state: 'attached' })
      expect(new URL((await link.getAttribute('href')) ?? '').host).toBe(host)
      await close()
    }
  })

  it('shows today’s 1-on-1 with its glance, and words of a person as text', async () => {
    const { page, close } = await openPopup()
    const card = page.getByRole('article', { name: /森 つかささん/ })
    await card.getByText('今後のキャリア').waitFor()
    expect(await card.innerText()).toContain('8分後')
    expect(await card.innerText()).toContain('話を聞いてほしい')
    expect(await card.innerText()).toContain('率直な感想がほしい')
    expect(await card.innerText()).toContain('下書き')
    expect(await card.innerText()).toContain('新着')
    expect(await card.innerText()).toContain('ほかに2件')
    const line = page.getByRole('link', { name: /佐藤課長/ })
    expect(await line.innerText()).toContain('見積りの前提 <b>&amp;</b> — 意見を聞きたい')
    await close()
  })

  it('opens the margin of a meeting, the event, and the margin of a person without a date', async () => {
    const { page, close } = await openPopup()
    const pair = (digit: string) => digit.repeat(32)
    const href = async (name: RegExp) => page.getByRole('link', { name }).getAttribute('href')
    expect(await href(/^森 つかささんとの余白を開く/)).toBe(
      `/panel.html?pair=${pair('1')}&meeting=weekly%40google.com%7C20261125T010000Z`,
    )
    expect(await href(/^森 つかささんとの予定をカレンダーで開く/)).toMatch(
      /^https:\/\/calendar\.google\.com\//,
    )
    expect(await href(/robin@example\.com/)).toBe(`/panel.html?pair=${pair('3')}`)
    await close()
  })

  it('ticks a promise off by keyboard, says so, and takes it back', async () => {
    const { page, background, close } = await openPopup()
    const asked: unknown[] = []
    background.handlers['page/promise-done'] = async (input) => {
      asked.push(input)
      return { error: null }
    }
    const box = page.getByRole('checkbox', { name: /企画課の先輩を紹介する/ })
    await box.focus()
    await page.keyboard.press('Space')
    await page.getByText('「企画課の先輩を紹介する」を済みにしました。').waitFor()
    await page.keyboard.press('Space')
    await expect.poll(() => asked).toHaveLength(2)
    expect(asked).toEqual([
      { pairId: '1'.repeat(32), promiseId: 'p1', isDone: true },
      { pairId: '1'.repeat(32), promiseId: 'p1', isDone: false },
    ])
    expect(await box.isChecked()).toBe(false)
    await close()
  })

  it('unticks what could not be kept, and says why', async () => {
    const { page, background, close } = await openPopup()
    background.handlers['page/promise-done'] = async () => ({ error: 'storage/quota' })
    const box = page.getByRole('checkbox', { name: /企画課の先輩を紹介する/ })
    await box.click()
    await page.getByText('storage/quota').waitFor()
    expect(await box.isChecked()).toBe(false)
    await close()
  })

  it('draws first, asks the calendar then, and draws anew when there is news', async () => {
    const { page, background, close } = await openPopup(emptyPopup)
    await expect.poll(() => background.received).toContain('page/popup-refresh')
    background.received.length = 0
    background.handlers['page/popup-refresh'] = async () => {
      // Only now does the calendar tell: what was drawn before had to do without.
      background.popup = samplePopup(nowMs)
      return { hasNews: true, error: null }
    }
    await page.reload()
    await page.getByRole('article').waitFor()
    expect(background.received.slice(0, 2)).toEqual(['page/settings', 'page/popup'])
    expect(background.received.filter((one) => one === 'page/popup-refresh')).toHaveLength(1)
    expect(background.received.at(-1)).toBe('page/popup')
    await close()
  })

  it('leaves the focus where it is when news arrive', async () => {
    const { page, background, close } = await openPopup(emptyPopup)
    const arriving = Promise.withResolvers<void>()
    background.handlers['page/popup-refresh'] = async () => {
      await arriving.promise
      background.popup = samplePopup(nowMs)
      return { hasNews: true, error: null }
    }
    await page.reload()
    await page.getByText('カレンダーを読んでいます…').waitFor()
    const options = page.getByRole('link', { name: '設定' })
    await options.focus()
    arriving.resolve()
    await page.getByRole('article').waitFor()
    expect(await options.evaluate((one) => one === document.activeElement)).toBe(true)
    await close()
  })

  it('keeps what it shows when the calendar refuses', async () => {
    const { page, background, close } = await openPopup()
    background.handlers['page/popup-refresh'] = async () => ({
      hasNews: false,
      error: 'net/offline',
    })
    await page.reload()
    await page.getByText('いまは、カレンダーを読めませんでした。').waitFor()
    expect(await page.getByRole('article').count()).toBe(1)
    await close()
  })

  it('asks no calendar without an account', async () => {
    const { page, background, close } = await openPopup(undefined, { isConnected: false })
    await page.getByRole('article').waitFor()
    expect(background.received).not.toContain('page/popup-refresh')
    await close()
  })

  it('is walked through by Tab in the order it is read, with targets of 24 px at least', async () => {
    const { page, close } = await openPopup()
    await page.getByRole('article').waitFor()
    const seen: string[] = []
    for (let at = 0; at < 9; at++) {
      await page.keyboard.press('Tab')
      seen.push(
        await page.evaluate(() => {
          const it = document.activeElement
          const box = it?.getBoundingClientRect()
          const isSmall = box === undefined || box.width < 24 || box.height < 24
          const name = it?.getAttribute('aria-label') ?? it?.closest('label, a')?.textContent
          return `${isSmall ? 'SMALL ' : ''}${name?.trim().slice(0, 12)}`
        }),
      )
    }
    expect(seen).toEqual([
      'カレンダー',
      '対話マップ',
      '設定',
      '森 つかささんとの余白を開'.slice(0, 12),
      '森 つかささんとの予定をカ'.slice(0, 12),
      '企画課の先輩を紹介する森 '.slice(0, 12),
      '目標シートを直して送る佐藤'.slice(0, 12),
      '余白を開く 佐藤課長11'.slice(0, 12),
      '余白を開く robin@'.slice(0, 12),
    ])
    await close()
  })
})
