import { describe, expect, it } from 'vitest'
import { makeFakeBackground } from './support/open-page.ts'
import { usePages } from './support/use-pages.ts'

describe('welcome', () => {
  const openPage = usePages()

  it('asks for nothing but the settings before the press, and records the consent after it', async () => {
    const background = makeFakeBackground()
    const { page, close } = await openPage({ background, page: 'welcome' })
    const start = page.getByRole('button', { name: 'はじめる' })
    await start.waitFor()
    expect(background.received).toEqual(['page/settings'])

    await start.click()
    await page.getByRole('heading', { name: '準備ができました' }).waitFor()
    expect(background.settings.hasConsented).toBe(true)
    expect(await start.count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('準備ができました')
    await close()
  })

  it('can be gone through by keyboard alone', async () => {
    const background = makeFakeBackground()
    const { page, close } = await openPage({ background, page: 'welcome' })
    await page.getByRole('button', { name: 'はじめる' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.locator('.demo-glance', { hasText: '話を聞いてほしい' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '準備ができました' }).waitFor()
    expect(background.settings.hasConsented).toBe(true)
    await close()
  })

  it('shows in the demo that a sensitive topic stays here', async () => {
    const background = makeFakeBackground()
    const { page, close } = await openPage({ background, page: 'welcome' })
    await page.getByRole('radio', { name: '心身の状態' }).check()
    await page.locator('.demo-draft').waitFor()
    expect(await page.locator('.demo-glance').count()).toBe(0)
    await page.getByRole('radio', { name: '今後のキャリア' }).check()
    await page.locator('.demo-glance', { hasText: '今後のキャリア' }).waitFor()
    await close()
  })

  it('says so when the consent could not be kept, and does not go on', async () => {
    const background = makeFakeBackground()
    background.handlers['page/set'] = async () => ({ error: 'storage/quota' })
    const { page, close } = await openPage({ background, page: 'welcome' })
    const start = page.getByRole('button', { name: 'はじめる' })
    await start.click()
    await page.getByText('storage/quota').waitFor()
    expect(await start.isEnabled()).toBe(true)
    expect(await page.getByText('準備ができました').count()).toBe(0)
    await close()
  })

  it('recovers when the background answers at the second try', async () => {
    const background = makeFakeBackground()
    const answer = background.handlers['page/settings']
    background.handlers['page/settings'] = () => Promise.reject(new Error('not yet'))
    const { page, close } = await openPage({ background, page: 'welcome' })
    const again = page.getByRole('button', { name: 'もう一度試す' })
    await again.waitFor()
    background.handlers['page/settings'] = answer
    await again.click()
    await page.getByRole('button', { name: 'はじめる' }).waitFor()
    await close()
  })

  it('leads from the popup to the welcome page while the consent is missing', async () => {
    const background = makeFakeBackground()
    const { page, close } = await openPage({ background, page: 'popup' })
    const link = page.getByRole('link', { name: '読んで、はじめる' })
    expect(await link.getAttribute('href')).toBe('/welcome.html')
    expect(await page.getByRole('link', { name: 'Google カレンダーを開く' }).count()).toBe(0)
    await close()
  })
})
