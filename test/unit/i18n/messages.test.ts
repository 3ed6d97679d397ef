import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../lib/base/app-error.ts'
import { formatAge } from '../../../lib/i18n/format-date.ts'
import { languageOf } from '../../../lib/i18n/language.ts'
import { mapMessagesIn } from '../../../lib/i18n/map-messages.ts'
import { messagesIn } from '../../../lib/i18n/messages.ts'
import { pastMessagesIn } from '../../../lib/i18n/past-messages.ts'
import { callPerson } from '../../../lib/i18n/person-name.ts'
import { cutText } from '../../../lib/i18n/plain-text.ts'
import { shareMessagesIn } from '../../../lib/i18n/share-messages.ts'
import { talkMessagesIn } from '../../../lib/i18n/talk-messages.ts'

/** Every text of a catalogue with its path; sentences are called with sample values. */
function listTexts(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') {
    const values = ['A', '3', '3'].slice(0, node.length)
    return [[path, String(node(...values))]]
  }
  return Object.entries(node as object).flatMap(([key, child]) =>
    listTexts(child, path === '' ? key : `${path}.${key}`),
  )
}

/** The whole catalogue: the words of screens loaded later are kept apart only for the first paint's sake. */
const catalogueOf = (language: 'ja' | 'en') =>
  listTexts({
    ...messagesIn(language),
    talk: talkMessagesIn(language),
    past: pastMessagesIn(language),
    map: mapMessagesIn(language),
    share: shareMessagesIn(language),
  })

const english = catalogueOf('en')
const japanese = catalogueOf('ja')

describe('messages', () => {
  it('has the same keys in both languages and no empty text', () => {
    expect(japanese.map(([path]) => path)).toEqual(english.map(([path]) => path))
    expect([...english, ...japanese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('says what happened and what to do for every error code', () => {
    for (const language of ['ja', 'en'] as const) {
      const { errors } = messagesIn(language)
      expect(Object.keys(errors).sort()).toEqual([...errorCodes].sort())
      for (const code of errorCodes) {
        expect(errors[code].text).not.toBe(errors[code].next)
        expect(errors[code].next).toMatch(/[。.]$/)
      }
    }
  })

  it('leaves no English sentence in the Japanese catalogue', () => {
    const foreign = japanese.filter(
      ([path, text]) =>
        !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) &&
        path !== 'language' &&
        path !== 'panel.menu.english' &&
        // Names of the services.
        !path.startsWith('panel.step.provider.') &&
        path !== 'panel.readers.place.microsoft' &&
        path !== 'talk.memo.by' &&
        path !== 'panel.header.startsIn',
    )
    expect(foreign).toEqual([])
  })

  it('uses the right Japanese word where the source was wrong', () => {
    const wrong = /囁き合|1on1に望|メンティ(?!ー)|話をきいて|的相手/
    expect(japanese.filter(([, text]) => wrong.test(text))).toEqual([])
  })

  it('keeps the exact words of the domain', () => {
    const { words } = messagesIn('ja')
    expect(Object.values(words.topics)).toEqual([
      '業務の進捗や進め方',
      '人間関係',
      '心身の状態',
      '今後のキャリア',
      'スキルや力の向上',
      'プライベート',
      '会社や部署の方針',
      '＋ 他のテーマをつくる',
    ])
    expect(Object.values(words.responses)).toEqual([
      '具体的なアドバイスが欲しい',
      '一緒に考えてほしい',
      '話を聞いてほしい',
      '意見を聞きたい',
      '報告したい',
      'その他',
    ])
  })

  it('names in the words of consent every calendar it stands beside and every drive it uses', () => {
    for (const language of ['ja', 'en'] as const) {
      const { welcome } = messagesIn(language).pages
      for (const text of [welcome.readText, welcome.steps.join(' ')]) {
        expect(text).toMatch(/Google/)
        expect(text).toMatch(/Outlook/)
      }
      for (const text of [welcome.livesText, welcome.seesText, welcome.connectText]) {
        expect(text).toMatch(/Google/)
        expect(text).toMatch(/Microsoft/)
      }
    }
  })

  it('does not say in Japanese that a relation is formed where it ends', () => {
    const forming = /関係(を|は)結/
    expect(japanese.filter(([, text]) => forming.test(text))).toEqual([])
  })

  it('says in Japanese also of this very moment when it was synced', () => {
    const { state, readers } = messagesIn('ja').panel
    const now = formatAge('ja', 0, 0)
    expect([state.synced(now), readers.checked(now)].join()).not.toMatch(/いま[にへ]/)
  })

  it('calls what both read shared, and what one reads private', () => {
    expect(talkMessagesIn('ja').memo.addOwn).toContain('共有')
    expect(talkMessagesIn('en').memo.addOwn).toContain('shared')
    expect(talkMessagesIn('ja').lane.add).toContain('わたしだけ')
    expect(talkMessagesIn('en').lane.add).toContain('Private')
  })

  it('knows the language of a tag', () => {
    expect(['ja', 'ja-JP', 'JA', 'jam', 'en-GB', 'de', ''].map(languageOf)).toEqual([
      'ja',
      'ja',
      'ja',
      'en',
      'en',
      'en',
      'en',
    ])
  })
})

describe('the names in the manifest', () => {
  const read = (language: string): Record<string, { message: string }> =>
    JSON.parse(
      readFileSync(
        join(import.meta.dirname, `../../../public/_locales/${language}/messages.json`),
        'utf8',
      ),
    )

  it('are the same keys, within what stores accept', () => {
    const en = read('en')
    const ja = read('ja')
    expect(Object.keys(ja)).toEqual(Object.keys(en))
    for (const catalogue of [en, ja]) {
      expect(catalogue.extensionName?.message.length).toBeLessThanOrEqual(45)
      expect(catalogue.extensionShortName?.message.length).toBeLessThanOrEqual(12)
      expect(catalogue.extensionDescription?.message.length).toBeLessThanOrEqual(132)
    }
  })
})

describe('callPerson', () => {
  const person = (name: string, email: string | null = null) => ({ id: '0', name, email })

  it('adds さん once, and to names only', () => {
    expect(callPerson('ja', person('佐藤 花'))).toBe('佐藤 花さん')
    expect(callPerson('ja', person('佐藤課長'))).toBe('佐藤課長')
    expect(callPerson('en', person('佐藤 花'))).toBe('佐藤 花')
    expect(callPerson('ja', person('', 'hana@example.com'))).toBe('hana@example.com')
    expect(callPerson('ja', person(' '))).toBe('相手')
    expect(callPerson('en', null)).toBe('your partner')
  })

  it('keeps a name from turning the sentence around', () => {
    expect(callPerson('en', person('\u202egnp.exe'))).toBe('gnp.exe')
    expect(callPerson('ja', person('نور'))).toBe('\u2068نور\u2069さん')
  })

  it('cuts long names between letters', () => {
    expect(cutText('👩‍👩‍👧‍👧👩‍👩‍👧‍👧', 1)).toBe('👩‍👩‍👧‍👧…')
    expect(callPerson('en', person('x'.repeat(10_000)))).toBe(`${'x'.repeat(60)}…`)
  })
})
