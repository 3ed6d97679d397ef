import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { me, samplePairId } from '../gallery/sample-context.ts'
import { readFocus, tabTo } from './support/tab-to.ts'
import { useGallery } from './support/use-gallery.ts'

const { open } = useGallery()

/** Memos in the stored document, as `kind:text`. */
const readMemos = (at: Page) =>
  at.evaluate(
    (pairId) =>
      window.gallery?.background
        .documentOf(pairId)
        .read()
        .meetings.flatMap(({ memos }) => memos.filter((memo) => !memo.isRemoved))
        .map((memo) => `${memo.kind}:${memo.text}`) ?? [],
    samplePairId,
  )

/** Promises in the stored document. */
const readPromises = (at: Page) =>
  at.evaluate(
    (pairId) => window.gallery?.background.documentOf(pairId).read().promises ?? [],
    samplePairId,
  )

/** Everything the panel sent for the document, decoded as far as text shows. */
const readEdits = (at: Page) =>
  at.evaluate(
    () =>
      window.gallery?.background.received.flatMap((one) =>
        one.type === 'panel/sync' ? [atob(one.message)] : [],
      ) ?? [],
  )

describe('memos', () => {
  it('come first while the 1-on-1 is going on, and take no focus', async () => {
    const at = await open('talk-hold')
    await at.getByText('実施中').waitFor()
    await at.getByRole('heading', { name: 'そちらの部署では？' }).waitFor()
    expect(await at.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  })

  it('are written with one press, by the keyboard alone, into one shared sheet', async () => {
    const at = await open('talk-empty')
    await tabTo(at, '「この1on1全体についてのメモ」のポイント')
    await at.keyboard.type('来週もう一度')
    await expect.poll(() => readMemos(at)).toEqual(['point:来週もう一度'])
    await tabTo(at, '次回まで意識すること')
    await at.keyboard.press('Enter')
    await expect
      .poll(() => readFocus(at))
      .toBe('「この1on1全体についてのメモ」について次回まで意識すること')
    await at.keyboard.type('声から始める')
    await expect
      .poll(async () => (await readMemos(at)).toSorted())
      .toEqual(['keep:声から始める', 'point:来週もう一度'])
    await at.getByText('わたし', { exact: true }).first().waitFor()
  })

  it('are written by both at once, and the caret stays with its words', async () => {
    const at = await open('talk-empty')
    const sheet = at.getByRole('textbox', { name: '「この1on1全体についてのメモ」のポイント' })
    await sheet.fill('abcdef')
    await expect.poll(() => readMemos(at)).toEqual(['point:abcdef'])
    await sheet.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(3, 3))
    await at.evaluate(() => window.gallery?.background.writePartnerMemo('>> abcdef'))
    await expect.poll(() => sheet.inputValue()).toBe('>> abcdef')
    await at.keyboard.type('X')
    await expect.poll(() => readMemos(at)).toEqual(['point:>> abcXdef'])
    await at.getByText('佐藤 花さんとわたし').waitFor()
    await expect
      .poll(() => at.locator('.unseen[aria-live=polite]').textContent())
      .toBe('ふたりのメモが更新されました')
  })

  it('go away and come back with their words', async () => {
    const at = await open('talk-hold')
    await at
      .getByRole('button', { name: /^メニュー: 「そちらの部署では？」へのわたしのメモ/ })
      .click()
    await at.getByRole('button', { name: '「そちらの部署では？」のこのメモを取り除く' }).click()
    await expect.poll(() => readFocus(at)).toBe('元に戻す')
    expect(await readMemos(at)).not.toContain('point:数字の前に声、という順番を試してみたい。')
    await at.keyboard.press('Enter')
    await expect
      .poll(() => readMemos(at))
      .toContain('point:数字の前に声、という順番を試してみたい。')
  })

  it('carry a mark on the chosen sentence, with a reply', async () => {
    const at = await open('talk-hold')
    await at.getByRole('button', { name: 'メニュー: 「そちらの部署では？」のポイント' }).click()
    await at.getByRole('button', { name: /^ニュアンスが違う文を/ }).click()
    await expect.poll(() => readFocus(at)).toBe('うちは週次で数字を見ない。')
    await at.keyboard.press('Tab')
    await at.keyboard.press('Enter')
    await at.getByText('ニュアンスが違う · わたし').waitFor()
    await at.getByRole('textbox', { name: /の受けとめ$/ }).fill('月に二度かもしれません')
    const readMark = () =>
      at.evaluate(
        (pairId) =>
          window.gallery?.background
            .documentOf(pairId)
            .read()
            .meetings.flatMap(({ memos }) => memos)
            .flatMap(({ nuances }) => nuances)
            .map((mark) => [mark.quote.text, mark.reply, mark.resolvedMs !== null]),
        samplePairId,
      )
    const quote = '月に一度、お客さまの声を三つだけ読む。'
    await expect.poll(readMark).toEqual([[quote, '月に二度かもしれません', false]])
    await at.getByRole('button', { name: 'すり合わせました' }).click()
    await expect.poll(readMark).toEqual([[quote, '月に二度かもしれません', true]])
  })
})

describe('the life of a 1-on-1', () => {
  it('is ended and taken back with one button that stays where it is', async () => {
    const at = await open('talk-hold')
    const end = at.getByRole('button', { name: '1on1を終了する' })
    const before = await end.boundingBox()
    await end.focus()
    await at.keyboard.press('Enter')
    await at.locator('.panel-title').getByText('終了', { exact: true }).waitFor()
    const undo = at.getByRole('button', { name: '終了を取り消す' })
    expect((await undo.boundingBox())?.y).toBe(before?.y)
    expect(await readFocus(at)).toBe('終了を取り消す')
    await at.keyboard.press('Enter')
    await at.locator('.panel-title').getByText('実施中', { exact: true }).waitFor()
  })

  it('can be taken back by the one who did not end it', async () => {
    const at = await open('talk-ended')
    await at.getByText('佐藤 花さんが終了しました').last().waitFor()
    await at.getByRole('button', { name: '終了を取り消す' }).click()
    await at.locator('.panel-title').getByText('実施中', { exact: true }).waitFor()
  })

  it('turns to the next one, where topics wait without a date, and back', async () => {
    const at = await open('talk-ended')
    await at.getByRole('button', { name: '次回の準備をする' }).click()
    await at.getByText('次回の準備をしています').waitFor()
    await at.getByRole('button', { name: 'スキルや力の向上' }).click()
    const readUndated = () =>
      at.evaluate(
        (pairId) =>
          window.gallery?.background
            .documentOf(pairId)
            .read()
            .meetings.find(({ key }) => key === 'undated|')
            ?.topics.map(({ kind }) => kind),
        samplePairId,
      )
    await expect.poll(readUndated).toEqual(['growth'])
    await at.getByRole('button', { name: '今回に戻る' }).click()
    await at.locator('.panel-title').getByText('終了', { exact: true }).waitFor()
  })

  it('ticks a carried topic as talked about without moving it', async () => {
    const at = await open('talk-last-time')
    const tick = at.getByRole('checkbox', { name: '「スキルや力の向上」を話した' })
    const before = await tick.boundingBox()
    await tick.click()
    const isTalked = () =>
      at.evaluate(
        (pairId) =>
          window.gallery?.background
            .documentOf(pairId)
            .read()
            .meetings.flatMap(({ topics }) => topics)
            .find(({ kind }) => kind === 'growth')?.talkedMs != null,
        samplePairId,
      )
    await expect.poll(isTalked).toBe(true)
    expect(await tick.boundingBox()).toEqual(before)
    expect(await tick.isChecked()).toBe(true)
    await tick.click()
    await expect.poll(isTalked).toBe(false)
  })

  it('a long thread leaves room for what comes now, and is there for the asking', async () => {
    const at = await open('glance-long-thread')
    const rows = at.locator('.carried-topic')
    const more = at.getByRole('button', { name: 'ほかの続き', exact: false })
    expect(await rows.count()).toBe(3)
    await more.filter({ hasText: '7件' }).click()
    // The other screen reads it in full.
    await at.getByRole('button', { name: 'を今回の話題に入れる' }).first().waitFor()
    expect(await rows.count()).toBe(10)

    await at.getByRole('button', { name: 'メモ', exact: true }).click()
    const cards = at.getByRole('article', { name: '続きの話題' })
    await more.filter({ hasText: '6件' }).click()
    await more.filter({ hasText: '2件' }).click()
    expect(await more.count()).toBe(0)
    expect(await cards.count()).toBe(10)
  })

  it('takes an unfinished topic up again, and the keyboard goes with it', async () => {
    const at = await open('prepare-last-time')
    await at.getByRole('button', { name: '「スキルや力の向上」を今回の話題に入れる' }).focus()
    await at.keyboard.press('Enter')
    await at.locator('.card[aria-label=スキルや力の向上]').waitFor()
    await expect.poll(() => readFocus(at)).toBe('スキルや力の向上')
  })
})

describe('promises', () => {
  it('are made by the keyboard alone', async () => {
    const at = await open('promises-empty')
    await tabTo(at, 'やくそくを足す')
    await at.keyboard.press('Enter')
    await at.keyboard.type('資料を送る')
    await at.keyboard.press('Tab')
    await at.keyboard.press('ArrowDown')
    await at.keyboard.press('Tab')
    await at.keyboard.type('月曜の朝')
    await at.keyboard.press('Enter')
    await expect
      .poll(async () => (await readPromises(at)).map(({ text, whenWhere }) => [text, whenWhere]))
      .toEqual([['資料を送る', '月曜の朝']])
    expect((await readPromises(at))[0]?.owner).not.toBe(me.id)
    await expect.poll(() => readFocus(at)).toBe('やくそくを足す')
  })

  it('are ticked off in their place', async () => {
    const at = await open('promises')
    const tick = at.getByRole('checkbox', { name: 'できた：評価シートの下書きに目を通す' })
    const before = await tick.boundingBox()
    await tick.click()
    await expect
      .poll(
        async () =>
          (await readPromises(at)).find(({ text }) => text === '評価シートの下書きに目を通す')
            ?.isDone,
      )
      .toBe(true)
    expect(await tick.boundingBox()).toEqual(before)
  })

  it('stand in the glance, calmly when their day has passed', async () => {
    const at = await open('glance-last-time')
    const row = at.locator('.promise', { hasText: '評価シートの下書き' })
    await row.getByText('11月24日(火)の予定でした').waitFor()
    const colours = await row.evaluate((element) => [
      getComputedStyle(element.querySelector('.promise-details') ?? element).color,
      getComputedStyle(document.querySelector('.panel-title p') ?? element).color,
    ])
    expect(colours[0]).toBe(colours[1])
  })
})

describe('the private lane', () => {
  const secret = '異動の話は、まだ出さない。'

  it('is hidden by one key, and its words leave the page', async () => {
    const at = await open('talk-private')
    const lane = at.getByRole('textbox', { name: 'わたしだけのメモ・共有されません' })
    expect(await lane.inputValue()).toBe(secret)
    await at.keyboard.press('Alt+Shift+KeyP')
    await at.getByText('わたしだけのメモは隠れています').waitFor()
    expect(await at.content()).not.toContain(secret)
    expect(await lane.count()).toBe(0)
    await at.keyboard.press('Alt+Shift+KeyP')
    await expect.poll(() => lane.inputValue()).toBe(secret)
  })

  it('stands beside a topic too, opened and written by the keyboard alone', async () => {
    const at = await open('talk-hold')
    const title = 'そちらの部署では？'
    await tabTo(at, `「${title}」に、わたしだけのメモを足す`)
    await at.keyboard.press('Enter')
    expect(await readFocus(at)).toBe(`わたしだけのメモ（${title}）・共有されません`)
    await at.keyboard.type(secret)
    const field = at.getByLabel(`わたしだけのメモ（${title}）・共有されません`)
    await at.keyboard.press('Alt+Shift+KeyP')
    await expect.poll(() => field.count()).toBe(0)
    expect(await at.content()).not.toContain(secret)
    await at.keyboard.press('Alt+Shift+KeyP')
    await expect.poll(() => field.inputValue()).toBe(secret)
    await at.keyboard.press('Alt+Shift+KeyP')
    await expect.poll(() => at.getByText('わたしだけのメモは隠れています').count()).toBe(1)
    // Nothing beside the topic tells that there is something to hide.
    expect(await at.locator('.memo-card').getByText('わたしだけのメモ').count()).toBe(0)
  })

  it('never enters the document', async () => {
    const at = await open('talk-private')
    const lane = at.getByRole('textbox', { name: 'わたしだけのメモ・共有されません' })
    await lane.fill('planted-private-words')
    await at.getByRole('textbox', { name: /全体についてのメモ」のポイント/ }).fill('shared-words')
    await expect.poll(async () => (await readEdits(at)).join()).toContain('shared-words')
    expect((await readEdits(at)).join()).not.toContain('planted-private')
  })
})
