import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { me, samplePairId } from '../gallery/sample-context.ts'
import { readFocus, tabTo } from './support/tab-to.ts'
import { useGallery } from './support/use-gallery.ts'

const { open } = useGallery()

/** The topics in the stored document, as `kind:response`. */
const readStored = (at: Page) =>
  at.evaluate(
    (pairId) =>
      window.gallery?.background
        .documentOf(pairId)
        .read()
        .meetings.flatMap((meeting) => meeting.topics.filter((topic) => !topic.isRemoved))
        .map((topic) => `${topic.owner}:${topic.kind}:${topic.response}`) ?? [],
    samplePairId,
  )

/** Names of the commands that reached the background. */
const readCommands = (at: Page) =>
  at.evaluate(
    () =>
      window.gallery?.background.received.flatMap((one) =>
        one.type === 'panel/command' ? [one.command.name] : [],
      ) ?? [],
  )

describe('the main job', () => {
  it('takes two clicks: topic, response', async () => {
    const at = await open('glance-empty')
    await at.getByRole('button', { name: '今後のキャリア' }).click()
    await at.getByRole('radio', { name: '話を聞いてほしい' }).click()
    await expect.poll(() => readStored(at)).toEqual([`${me.id}:career:listen`])
    await at.getByText('この端末に保存済み').waitFor()
  })

  it('reaches every topic of a meeting that has hundreds', async () => {
    const at = await open('prepare')
    const count = await at.evaluate(() => {
      const { actions, view } = window.gallery?.session ?? {}
      for (let number = 1; number <= 210; number++) actions?.pickTopic('custom', `題${number}`)
      return view?.().topics.mine.length ?? 0
    })
    expect(count).toBeGreaterThan(210)
    // The one picked last is there, though it stands behind those that are not.
    const cards = at.locator('article[data-topic]')
    await expect.poll(() => cards.count()).toBe(201)
    await at.locator('article', { has: at.locator('input[value="題210"]') }).waitFor()
    await at.getByRole('button', { name: `ほかに${count - 200}件` }).click()
    await expect.poll(() => cards.count()).toBe(count)
  })

  it('can be done with the keyboard alone', async () => {
    const at = await open('glance-empty')
    await tabTo(at, '今後のキャリア')
    await at.keyboard.press('Space')
    await tabTo(at, '具体的なアドバイスが欲しい')
    await at.keyboard.press('ArrowDown')
    await at.keyboard.press('ArrowDown')
    expect(await readFocus(at)).toBe('話を聞いてほしい')
    await expect.poll(() => readStored(at)).toEqual([`${me.id}:career:listen`])
    await tabTo(at, 'くわしく書く')
    await at.keyboard.press('Enter')
    await tabTo(at, '「今後のキャリア」のメモ')
    await at.keyboard.type('異動のこと')
    await expect
      .poll(() => at.evaluate(() => window.gallery?.session.view().topics.mine[0]?.note))
      .toBe('異動のこと')
  })

  it('shares a draft only by the third press', async () => {
    const at = await open('glance-empty')
    await at.getByRole('button', { name: '心身の状態' }).click()
    await at.getByRole('radio', { name: '話を聞いてほしい' }).click()
    await at.getByText('下書き · この端末だけにあります').waitFor()
    expect(await readStored(at)).toEqual([])
    await at.getByRole('button', { name: '「心身の状態」を相手に共有する' }).click()
    await expect.poll(() => readStored(at)).toEqual([`${me.id}:wellbeing:listen`])
    await at.getByText('下書き · この端末だけにあります').waitFor({ state: 'detached' })
  })

  it('makes a theme of one’s own', async () => {
    const at = await open('prepare-empty')
    await at.getByRole('button', { name: '＋ 他のテーマをつくる' }).click()
    await at.keyboard.type('朝会のやりかた')
    await at.keyboard.press('Enter')
    await expect.poll(() => readStored(at)).toEqual([`${me.id}:custom:null`])
    expect(await at.getByRole('textbox', { name: 'テーマ' }).inputValue()).toBe('朝会のやりかた')
  })

  it('shows a guide’s theme in the reader’s language, and never turns what is being written', async () => {
    const at = await open('prepare-empty', { language: 'en' })
    await at.evaluate(() => window.gallery?.session.actions.pickTopic('custom', '目標をそろえる'))
    const readTitle = () =>
      at.evaluate(() => window.gallery?.session.view().topics.mine[0]?.title ?? '')
    const field = at.getByRole('textbox', { name: 'Theme', exact: true })
    await expect.poll(() => field.inputValue()).toBe('Align goals')
    expect(await readTitle()).toBe('目標をそろえる')
    await field.focus()
    await at.keyboard.press('End')
    await at.keyboard.type(' for spring')
    expect([await field.inputValue(), await readTitle()]).toEqual([
      'Align goals for spring',
      'Align goals for spring',
    ])
    await field.fill('')
    await at.keyboard.insertText('次の成長とキャリア')
    expect([await field.inputValue(), await readTitle()]).toEqual([
      '次の成長とキャリア',
      '次の成長とキャリア',
    ])
  })

  it('tells "seen" by a press and says so', async () => {
    const at = await open('glance')
    await at.getByRole('button', { name: '見ました、と伝える' }).click()
    await at.getByText('見たことを伝えました').waitFor()
  })
})

describe('the keyboard', () => {
  it('is never taken: nothing is focused on opening, and news leave the focus alone', async () => {
    const at = await open('prepare')
    expect(await at.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    const note = at.getByRole('textbox', { name: '「業務の進捗や進め方」のメモ' })
    await note.focus()
    await at.evaluate(() => {
      const { background } = window.gallery ?? {}
      background?.setContext({ theme: 'dark' })
    })
    await at.waitForSelector('html[data-theme=dark]')
    expect(await readFocus(at)).toBe('「業務の進捗や進め方」のメモ')
  })

  it('goes back to the calendar by Escape; an open menu closes first', async () => {
    const at = await open('glance')
    await at.getByRole('button', { name: 'メニュー' }).click()
    await at.keyboard.press('Escape')
    await at.getByRole('button', { name: '設定とヘルプ' }).waitFor({ state: 'hidden' })
    expect(await readCommands(at)).not.toContain('return-focus')
    expect(await readFocus(at)).toBe('メニュー')
    await at.keyboard.press('Escape')
    await expect.poll(() => readCommands(at)).toContain('return-focus')
  })

  it('stays on the button that moves a topic', async () => {
    const at = await open('prepare')
    const down = at.getByRole('button', { name: '「業務の進捗や進め方」を下へ' })
    await down.focus()
    await at.keyboard.press('Enter')
    await expect
      .poll(() => at.locator('.card').first().getAttribute('aria-label'))
      .toBe('チームの朝会のやりかた')
    expect(await readFocus(at)).toBe('「業務の進捗や進め方」を下へ')
    await expect
      .poll(() => at.getByRole('status').allTextContents())
      .toContain('「業務の進捗や進め方」は2件中2番目です')
  })

  it('goes to "undo" when the topic under it is taken back, and everything returns', async () => {
    const at = await open('prepare')
    await at.getByRole('button', { name: '「業務の進捗や進め方」を取り下げる' }).click()
    await expect.poll(() => readFocus(at)).toBe('元に戻す')
    await at.keyboard.press('Enter')
    const note = at.getByRole('textbox', { name: '「業務の進捗や進め方」のメモ' })
    expect(await note.inputValue()).toContain('見積りの前提')
  })
})

describe('what comes from elsewhere', () => {
  it('is said politely, once', async () => {
    const at = await open('glance')
    const live = at.locator('.unseen[aria-live=polite]')
    expect(await live.textContent()).toBe('')
    await at.evaluate((pairId) => {
      const { background } = window.gallery ?? {}
      background?.editPartnerResponse(pairId, 'advice')
    }, samplePairId)
    await expect.poll(() => live.textContent()).toBe('相手が更新しました')
    await at
      .locator('.partner-topic .wish', { hasText: '具体的なアドバイスが欲しい' })
      .first()
      .waitFor()
  })

  it('leaves the caret with the words it was at', async () => {
    const at = await open('prepare')
    const note = at.getByRole('textbox', { name: '「業務の進捗や進め方」のメモ' })
    await note.fill('abcdef')
    await note.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(3, 5))
    await at.evaluate((pairId) => {
      window.gallery?.background.editNote(pairId, 'abcdef', '>> abcdef <<')
    }, samplePairId)
    await expect.poll(() => note.inputValue()).toBe('>> abcdef <<')
    expect(
      await note.evaluate((element: HTMLTextAreaElement) => [
        element.selectionStart,
        element.selectionEnd,
      ]),
    ).toEqual([6, 8])
    await at.keyboard.type('X')
    await expect.poll(() => note.inputValue()).toBe('>> abcXf <<')
  })

  it('waits while an input method composes, and both texts are kept', async () => {
    const at = await open('prepare')
    const note = at.getByRole('textbox', { name: '「業務の進捗や進め方」のメモ' })
    await note.fill('はじめ')
    await note.press('End')
    const client = await at.context().newCDPSession(at)
    await client.send('Input.imeSetComposition', {
      text: 'つず',
      selectionStart: 2,
      selectionEnd: 2,
    })
    const readNote = () =>
      at.evaluate(
        () => window.gallery?.session.view().topics.mine.find((one) => one.kind === 'work')?.note,
      )
    expect(await note.inputValue()).toBe('はじめつず')
    expect(await readNote()).toBe('はじめ')
    await at.evaluate((pairId) => {
      window.gallery?.background.editNote(pairId, 'はじめ', '【社外秘】はじめ')
    }, samplePairId)
    await expect.poll(readNote).toBe('【社外秘】はじめ')
    expect(await note.inputValue()).toBe('はじめつず')
    await client.send('Input.insertText', { text: '続き' })
    await expect.poll(readNote).toBe('【社外秘】はじめ続き')
    await expect.poll(() => note.inputValue()).toBe('【社外秘】はじめ続き')
  })
})

describe('the layout', () => {
  it('keeps every chip in its place when one is pressed', async () => {
    const at = await open('prepare-empty')
    const places = () =>
      at.locator('.chip').evaluateAll((chips) =>
        chips.map((chip) => {
          const { x, y, width } = chip.getBoundingClientRect()
          return [chip.textContent?.replace('下書き', ''), x, y, width].join(' ')
        }),
      )
    const before = await places()
    await at.getByRole('button', { name: '心身の状態' }).click()
    await at.getByRole('button', { name: '業務の進捗や進め方' }).click()
    await at.locator('.chip[aria-pressed=true]').nth(1).waitFor()
    await at.locator('.panel-main').evaluate((main) => main.scrollTo(0, 0))
    expect(await places()).toEqual(before)
  })

  it('does not move when a response is chosen or taken back', async () => {
    const at = await open('glance-picked')
    const row = at.locator('.my-topic')
    const before = await row.boundingBox()
    await at.getByRole('radio', { name: '意見を聞きたい' }).click()
    expect(await row.boundingBox()).toEqual(before)
    await at.getByRole('button', { name: '決めずにおく' }).click()
    expect(await row.boundingBox()).toEqual(before)
  })

  it('speaks another language at once', async () => {
    const at = await open('glance')
    await at.getByRole('button', { name: 'メニュー' }).click()
    await at.getByRole('button', { name: 'English' }).click()
    await at.getByText('Please listen').first().waitFor()
    expect(await at.evaluate(() => document.documentElement.lang)).toBe('en')
  })
})
