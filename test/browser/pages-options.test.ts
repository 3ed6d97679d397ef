import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makeFakeBackground } from './support/open-page.ts'
import { usePages } from './support/use-pages.ts'

const clientId = '1234567890-abcdef.apps.googleusercontent.com'

describe('options', () => {
  const openPage = usePages()

  async function openOptions(background = makeFakeBackground()) {
    const opened = await openPage({ background, page: 'options' })
    await opened.page.locator('h1').waitFor()
    return { ...opened, background }
  }

  it('changes the language of the page at once', async () => {
    const { page, background, close } = await openOptions()
    await page.getByRole('radio', { name: 'English' }).check()
    await page.getByRole('heading', { name: 'Connecting Google' }).waitFor()
    expect(background.settings.language).toBe('en')
    await page.locator('html[lang=en]').waitFor()
    expect(await page.title()).toBe('Options · Yohaku')
    await close()
  })

  it('connects and disconnects an account', async () => {
    const { page, close } = await openOptions(makeFakeBackground({ googleClientId: clientId }))
    await page.getByRole('button', { name: 'つなぐ', exact: true }).click()
    await page.getByText('つながりました。').waitFor()
    await page.getByRole('button', { name: 'hana@example.com の接続を解除' }).click()
    await page.getByText('つながっているアカウントはありません。').waitFor()
    await close()
  })

  it('keeps the accounts of each provider apart, and forgets one in two presses', async () => {
    const email = 'hana@example.com'
    const accounts = [
      { provider: 'google' as const, email, isConnected: true },
      { provider: 'microsoft' as const, email, isConnected: false },
    ]
    const { page, background, close } = await openOptions(makeFakeBackground({ accounts }))
    const microsoft = page.locator('section[aria-labelledby=microsoft]')
    await microsoft.getByText('接続していません').waitFor()
    await microsoft.getByRole('button', { name: `${email} の記録を消す` }).click()
    expect(background.received).not.toContain('page/forget-account')
    await microsoft.getByRole('button', { name: '記録を消す' }).click()
    await microsoft.getByText('消しました。書いたものは、この端末に残っています。').waitFor()
    expect(background.settings.accounts.map((one) => one.provider)).toEqual(['google'])
    await close()
  })

  it('says why connecting failed, with the code', async () => {
    const background = makeFakeBackground({ googleClientId: clientId })
    background.handlers['page/connect'] = async () => ({ error: 'auth/refused' })
    const { page, close } = await openOptions(background)
    await page.getByRole('button', { name: 'つなぐ', exact: true }).click()
    await page.getByText('auth/refused').waitFor()
    await close()
  })

  it('does not connect without a client id', async () => {
    const { page, close } = await openOptions()
    expect(await page.getByRole('button', { name: 'つなぐ', exact: true }).isDisabled()).toBe(true)
    await close()
  })

  it('saves a client id, and questions what looks like a secret', async () => {
    const { page, background, close } = await openOptions()
    const field = page.getByLabel('OAuth クライアント ID')
    const save = page.getByRole('button', { name: '保存する' })
    await field.fill('GOCSPX-not-an-id')
    await save.click()
    await page.getByRole('alert').getByText('クライアント ID ではないようです').waitFor()
    expect(background.received).not.toContain('page/set')

    await field.fill(` ${clientId} `)
    await save.click()
    await page.getByText('保存しました。').waitFor()
    expect(background.settings.googleClientId).toBe(clientId)
    expect(await page.getByRole('alert').textContent()).toBe('')
    await close()
  })

  it('shows a client id set by policy and does not let it be changed', async () => {
    const fixed = makeFakeBackground({ googleClientId: clientId, isClientIdFixed: true })
    const { page, close } = await openOptions(fixed)
    expect(await page.getByLabel('OAuth クライアント ID').isEditable()).toBe(false)
    expect(await page.getByRole('button', { name: '保存する' }).count()).toBe(0)
    await close()
  })

  it('copies the redirect URL', async () => {
    const { page, background, close } = await openOptions()
    await page.getByText('クライアント ID のつくり方').click()
    await page.locator('details').getByRole('button', { name: 'コピー' }).click()
    await page.getByText('コピーしました。').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      background.settings.redirectUrl,
    )
    await close()
  })

  it('lifts a "never here"', async () => {
    const pairId = 'a'.repeat(32)
    const { page, background, close } = await openOptions(
      makeFakeBackground({ neverPairs: [{ pairId, partner: '佐藤' }] }),
    )
    await page.getByRole('button', { name: 'また使う：佐藤' }).click()
    await page.getByText('いません。', { exact: true }).waitFor()
    const heading = '「この相手とは使わない」にした相手'
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(heading)
    expect(background.settings.neverPairs).toEqual([])
    await close()
  })

  it.each([
    ['書き出す', /^yohaku-\d{4}-\d{2}-\d{2}\.json$/, '{"yohaku":1}'],
    ['読むために書き出す', /^yohaku-\d{4}-\d{2}-\d{2}\.md$/, '# 1on1'],
  ])('hands out an export as a file: %s', async (name, fileName, text) => {
    const { page, close } = await openOptions()
    const arriving = page.waitForEvent('download')
    await page.getByRole('button', { name, exact: true }).click()
    const download = await arriving
    expect(download.suggestedFilename()).toMatch(fileName)
    expect(readFileSync(await download.path(), 'utf8')).toBe(text)
    await close()
  })

  it('imports a file, twice if the person wants to', async () => {
    const background = makeFakeBackground()
    const texts: string[] = []
    background.handlers['page/import'] = async ({ json }) => {
      texts.push(json)
      return { error: null, pairs: 2 }
    }
    const { page, close } = await openOptions(background)
    const file = { name: 'yohaku.json', mimeType: 'application/json', buffer: Buffer.from('{}') }
    for (const expected of [['{}'], ['{}', '{}']]) {
      const choosing = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: '読み込む' }).click()
      await (await choosing).setFiles(file)
      await page.getByText('2人分の記録を読み込みました。').waitFor()
      await expect.poll(() => texts).toEqual(expected)
    }
    await close()
  })

  it('refuses an import that is not ours, in words', async () => {
    const background = makeFakeBackground()
    background.handlers['page/import'] = async () => ({ error: 'import/invalid', pairs: 0 })
    const { page, close } = await openOptions(background)
    const file = { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('nonsense') }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('import/invalid').waitFor()
    await close()
  })

  it('erases only after a second press on another button', async () => {
    const { page, background, close } = await openOptions()
    await page.getByRole('button', { name: '消す…' }).click()
    const cancel = page.getByRole('button', { name: 'やめる' })
    await expect.poll(() => cancel.evaluate((it) => it === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    const erase = page.getByRole('button', { name: '消す…' })
    await expect.poll(() => erase.evaluate((it) => it === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    expect(background.received).not.toContain('page/erase')
    await page.getByRole('button', { name: 'すべて消す' }).click()
    await page.getByText('消しました。').waitFor()
    expect(background.received).toContain('page/erase')
    await close()
  })

  it('takes the consent back', async () => {
    const { page, background, close } = await openOptions(
      makeFakeBackground({ hasConsented: true }),
    )
    await page.getByRole('button', { name: '同意を取り消す' }).click()
    await page.getByText('取り消しました。').waitFor()
    expect(background.settings.hasConsented).toBe(false)
    await close()
  })

  it('says so when policy holds the consent', async () => {
    const background = makeFakeBackground({ hasConsented: true })
    background.handlers['page/set'] = async () => ({ error: null })
    const { page, close } = await openOptions(background)
    await page.getByRole('button', { name: '同意を取り消す' }).click()
    await page.getByText('組織の設定で決められているため').waitFor()
    await close()
  })

  it('keeps names and addresses out of the diagnostics', async () => {
    const { page, close } = await openOptions(
      makeFakeBackground({
        googleClientId: clientId,
        accounts: [{ provider: 'google', email: 'hana@example.com', isConnected: true }],
        neverPairs: [{ pairId: 'a'.repeat(32), partner: '佐藤' }],
      }),
    )
    const section = page.getByRole('region', { name: '診断' })
    await section.getByRole('button', { name: 'コピー' }).click()
    await page.getByText('コピーしました。').waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('0.1.0')
    expect(text).not.toMatch(/hana|佐藤|1234567890/)
    await close()
  })
})
