import { describe, expect, it } from 'vitest'
import { makeFakeBackground } from './support/open-page.ts'
import { usePages } from './support/use-pages.ts'

describe('the reminder in the options', () => {
  const openPage = usePages()

  async function openOptions(allowsNotifications: boolean) {
    const background = makeFakeBackground({ hasConsented: true })
    const opened = await openPage({
      background,
      page: 'options',
      allowsNotifications,
    })
    await opened.page.getByRole('heading', { name: '1on1の前に' }).waitFor()
    return { ...opened, background }
  }

  it('asks for the permission when minutes are chosen, and only then', async () => {
    const { page, background, close } = await openOptions(true)
    await page.getByText('ブラウザの通知が、まだ許可されていません。').waitFor()
    await page.getByRole('radio', { name: '5分前', exact: true }).check()
    await page.getByText('許可されました。', { exact: true }).waitFor()
    await page.getByText('まだ許可されていません').waitFor({ state: 'detached' })
    expect(background.settings.reminderMinutes).toBe(5)
    await close()
  })

  it('keeps the choice and says so when the person refuses', async () => {
    const { page, background, close } = await openOptions(false)
    await page.getByRole('button', { name: '通知を許可する' }).click()
    await page.getByText('許可されませんでした。').waitFor()
    await page.getByRole('radio', { name: '30分前' }).check()
    await expect.poll(() => background.settings.reminderMinutes).toBe(30)
    await page.getByText('ブラウザの通知が、まだ許可されていません。').waitFor()
    await close()
  })

  it('needs no permission for never', async () => {
    const { page, background, close } = await openOptions(true)
    await page.getByRole('radio', { name: '知らせない' }).check()
    await expect.poll(() => background.settings.reminderMinutes).toBe(0)
    expect(await page.getByRole('button', { name: '通知を許可する' }).count()).toBe(0)
    await close()
  })

  it('takes the number off the button', async () => {
    const { page, background, close } = await openOptions(true)
    await page.getByRole('checkbox', { name: /今日の1on1の数/ }).click()
    await expect.poll(() => background.settings.isBadgeShown).toBe(false)
    await close()
  })

  it('shows the keys as they are bound now', async () => {
    const { page, close } = await openOptions(true)
    const section = page.getByRole('region', { name: 'キーボード' })
    await section.getByText('Alt+Shift+O').waitFor()
    await section.getByText('キーなし').waitFor()
    await close()
  })
})
