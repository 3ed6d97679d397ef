import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { me, samplePairId } from '../gallery/sample-context.ts'
import { readFocus, tabTo } from './support/tab-to.ts'
import { useGallery } from './support/use-gallery.ts'

const { open } = useGallery()

const readPeriod = (at: Page) =>
  at.evaluate((pairId) => window.gallery?.background.documentOf(pairId).read().period, samplePairId)

describe('the timeline', () => {
  it('shows older years once somebody looks back, latest first', async () => {
    const at = await open('past')
    await at.getByText('はじめての1on1。コエを聞くことから。').waitFor()
    expect(await at.locator('.past-meeting h3').allTextContents()).toEqual([
      '11月19日(木)終了',
      '11月5日(木)終了',
      '2024年11月21日(木)終了',
    ])
    const commands = await at.evaluate(() =>
      window.gallery?.background.received.flatMap((one) =>
        one.type === 'panel/command' ? [one.command.name] : [],
      ),
    )
    expect(commands?.filter((name) => name === 'load-all')).toHaveLength(1)
  })

  it('is searched by the keyboard alone, in Japanese without spaces, katakana as hiragana', async () => {
    const at = await open('past')
    await at.getByText('はじめての1on1').waitFor()
    await tabTo(at, 'これまで書いたものを、ことばで探す')
    await at.keyboard.type('こえを聞く')
    await expect.poll(() => at.locator('mark').allTextContents()).toEqual(['コエを聞く'])
    await expect
      .poll(() => at.locator('.unseen[role=status]').allTextContents())
      .toContain('1件見つかりました')
    expect(await readFocus(at)).toBe('これまで書いたものを、ことばで探す')
  })

  it('is narrowed by topic and kind', async () => {
    const at = await open('past')
    await at.getByText('はじめての1on1').waitFor()
    await at.getByRole('combobox', { name: '話題' }).selectOption('growth')
    await expect.poll(() => at.locator('.hit').count()).toBe(2)
    await at.getByRole('combobox', { name: '話題' }).selectOption('')
    await at.getByRole('button', { name: 'やくそく', exact: true }).last().click()
    await expect
      .poll(() => at.locator('.hit-text').allTextContents())
      .toEqual(['評価シートの下書きに目を通す', '企画課の先輩を紹介する\n金曜の朝、席に着いたら'])
    await at.getByRole('button', { name: 'すべて表示に戻す' }).click()
    await at.locator('.past-meeting').first().waitFor()
  })

  it('holds my own memos too, searched with everything, until one key hides them', async () => {
    const at = await open('past-private')
    const own = at.locator('.past-memo.is-private')
    await expect.poll(() => own.count()).toBe(2)
    expect((await own.allInnerTexts()).join()).toContain('わたしだけのメモ · 会議の最初の5分')
    await at.getByRole('searchbox').fill('言い直して')
    await expect
      .poll(() => at.locator('.hit.is-private mark').allTextContents())
      .toEqual(['言い直して'])
    await at.keyboard.press('Alt+Shift+KeyP')
    await at.getByRole('heading', { name: '見つかりませんでした' }).waitFor()
    await at.getByText('わたしだけのメモは隠れているので').waitFor()
    expect(await at.getByRole('button', { name: 'わたしだけのメモ', exact: true }).count()).toBe(0)
    await at.getByRole('searchbox').fill('')
    await at.locator('.past-meeting').first().waitFor()
    expect(await own.count()).toBe(0)
    await at.keyboard.press('Alt+Shift+KeyP')
    await expect.poll(() => own.count()).toBe(2)
    await at.getByRole('button', { name: 'わたしだけのメモ', exact: true }).click()
    await expect.poll(() => at.locator('.hit').count()).toBe(2)
    // Hidden while nothing else is asked for: the filter goes with them.
    await at.keyboard.press('Alt+Shift+KeyP')
    await at.locator('.past-meeting').first().waitFor()
  })

  it('marks what was found without making markup of it', async () => {
    const at = await open('past')
    await at.evaluate(() => {
      window.gallery?.session.actions.talk({
        do: 'write-sheet',
        topicId: null,
        kind: 'point',
        base: '',
        text: '<img src=x onerror="document.title=1"> 余白',
      })
    })
    await at.getByRole('searchbox').fill('onerror')
    await expect.poll(() => at.locator('mark').allTextContents()).toEqual(['onerror'])
    expect(await at.locator('main img').count()).toBe(0)
  })
})

describe('the relation', () => {
  it('is chosen by the keyboard, and its themes become topics', async () => {
    const at = await open('relation-mentor')
    // Somebody who meets the word for the first time is told beside it whom it means.
    const diagonal = at.getByRole('radio', { name: '斜め', exact: true })
    const gloss = (await diagonal.getAttribute('aria-describedby')) ?? 'none'
    expect(await at.locator(`#${gloss}`).textContent()).toBe('他部署の先輩・リーダー')
    await diagonal.focus()
    await at.keyboard.press('Space')
    await expect.poll(async () => (await readPeriod(at))?.kind).toBe('diagonal')
    await at.getByText('なぜ').waitFor()
    const theme = at.getByRole('button', { name: '「そちらの部署では？」を話題にする' })
    await theme.focus()
    await at.keyboard.press('Enter')
    await expect.poll(() => theme.getAttribute('aria-pressed')).toBe('true')
    expect(await readFocus(at)).toBe('「そちらの部署では？」を話題にする')
  })

  it('asks nobody who is who where both are equal', async () => {
    const at = await open('relation-lateral')
    await at.getByText('ふたりとも話題を出し、ふたりとも聞きます。').waitFor()
    expect(await at.getByText('話題を出す人').count()).toBe(0)
  })

  it('is closed and taken back by one button, with the words of both', async () => {
    const at = await open('relation-closing')
    await at.getByText('毎回、正直な問いを持ってきてくれてありがとう。').waitFor()
    await at.getByRole('textbox', { name: 'お礼' }).fill('ありがとうございました')
    await at.getByRole('button', { name: '区切りをつける' }).focus()
    await at.keyboard.press('Enter')
    await expect.poll(async () => (await readPeriod(at))?.closed !== null).toBe(true)
    await at.getByText('この関係に区切りがつきました').waitFor()
    await at.getByRole('button', { name: '区切りを取り消す' }).click()
    await expect.poll(async () => (await readPeriod(at))?.closed).toBeNull()
  })

  it('gives the mentee a keepsake as a file', async () => {
    const at = await open('relation-closed')
    const [download] = await Promise.all([
      at.waitForEvent('download'),
      at.getByRole('button', { name: '手紙をMarkdownで保存' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('yohaku.md')
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString('utf8')
    expect(text).toContain('# 佐藤 花さんとの1on1から')
    expect(text).toContain('自分の問いを自分の言葉で持っています。')
    expect(text).toContain('迷ったら、声に出して三つ書く。')
  })

  it('offers no letter where none was written', async () => {
    const at = await open('relation-mentor')
    const act = (edit: 'set-farewell' | 'close-relation') =>
      at.evaluate(
        ([name, member]) => {
          const { actions } = window.gallery?.session ?? {}
          if (name === 'close-relation') actions?.talk({ do: name })
          else actions?.talk({ do: name, member, field: 'thanks', base: '', text: 'ありがとう' })
        },
        [edit, me.id] as const,
      )
    await act('set-farewell')
    await expect.poll(async () => (await readPeriod(at))?.farewells.length).toBe(1)
    expect(await at.getByRole('button', { name: 'Markdownで保存' }).count()).toBe(0)
    await act('close-relation')
    await at.getByRole('button', { name: '結びのことばをMarkdownで保存' }).waitFor()
    expect(await at.getByRole('button', { name: '手紙をMarkdownで保存' }).count()).toBe(0)
  })

  it('ends the other’s access only by a second press', async () => {
    const at = await open('relation-closed')
    const readCommands = () =>
      at.evaluate(() =>
        window.gallery?.background.received.flatMap((one) =>
          one.type === 'panel/command' ? [one.command.name] : [],
        ),
      )
    await at.getByRole('button', { name: '相手の閲覧を終える' }).click()
    await expect.poll(() => readFocus(at)).toBe('閲覧を終える')
    expect(await readCommands()).not.toContain('end-access')
    await at.keyboard.press('Enter')
    await expect.poll(readCommands).toContain('end-access')
  })

  it('looks at the purpose half-way, and a word is enough', async () => {
    const at = await open('question-midterm')
    await at.getByText('折り返しです。目的は、いまも合っていますか').waitFor()
    await at.getByRole('button', { name: 'いまも合っています' }).click()
    await expect.poll(async () => (await readPeriod(at))?.reviewedMs !== null).toBe(true)
    await at.getByText('折り返しです。').waitFor({ state: 'detached' })
  })
})

describe('copying the agenda', () => {
  it('puts topics, promises and memos on the clipboard, and nothing private', async () => {
    const at = await open('talk-private')
    await at.context().grantPermissions(['clipboard-read'])
    await at.getByRole('button', { name: 'メニュー', exact: true }).click()
    await at.getByRole('button', { name: '話題をMarkdownでコピー' }).click()
    await at.getByRole('button', { name: 'コピーしました' }).waitFor()
    const text = await at.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('# 佐藤 花さんとの1on1')
    expect(text).toContain('**そちらの部署では？** — 意見を聞きたい')
    expect(text).toContain('数字の前に声、という順番を試してみたい。')
    expect(text).not.toContain('異動の話は')
  })
})

describe('two addresses of one partner', () => {
  const kindOf = (at: Page) =>
    at.evaluate(() => window.gallery?.background.context().addresses[0]?.kind)

  it('are asked about once, answered by the keyboard, and the answer keeps the focus', async () => {
    const at = await open('glance-same-person')
    await tabTo(at, '同じ人です')
    await at.keyboard.press('Enter')
    await expect.poll(() => kindOf(at)).toBe('same')
    expect(await readFocus(at)).toBe(
      '同じ人としてまとめました。「ふたりの関係」で、いつでも分けられます。',
    )
    expect(await at.getByText('別のアドレスですか？').count()).toBe(0)
  })

  it('have one relation, found once, where it was agreed on', async () => {
    const at = await open('relation-addresses')
    await at.getByText('別のアドレスで決めたことを引き継いでいます。').waitFor()
    expect(await at.getByRole('radio', { name: 'メンター' }).isChecked()).toBe(true)
    await at.locator('nav [data-screen=past]').click()
    await at.getByRole('searchbox').fill('問いを持ち続ける')
    await expect.poll(() => at.locator('.hit').count()).toBe(1)
  })

  it('are parted and joined by hand in the relation', async () => {
    const at = await open('relation-addresses')
    await tabTo(at, 'hana.sato@former.example を別の人に分ける')
    await at.keyboard.press('Enter')
    await expect.poll(() => kindOf(at)).toBe('other')
    expect(await readFocus(at)).toBe('相手のアドレス')
    await at.getByText('別の人に分けました。どちらの記録も残っています。').waitFor()
    await tabTo(at, '別のアドレスをまとめる')
    await at.keyboard.press('Enter')
    await at
      .getByLabel('この相手と同じ人')
      .selectOption({ label: '佐藤 花 · hana.sato@former.example' })
    await tabTo(at, '同じ人としてまとめる')
    await at.keyboard.press('Enter')
    await expect.poll(() => kindOf(at)).toBe('same')
  })
})
