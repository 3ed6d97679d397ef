import { describe, expect, it } from 'vitest'
import { titleOf as titleInPopup } from '../../../components/popup/topic-words.ts'
import { messagesIn } from '../../../lib/i18n/messages.ts'
import { findTheme, subjectOfTitle, titleIn } from '../../../lib/model/guide-themes.ts'
import { relationGuides } from '../../../lib/model/relation-guides.ts'

const themes = Object.values(relationGuides).flatMap((guide) => guide.themes)

describe('a theme picked from a guide', () => {
  it('is read in the reader’s language, whichever it was picked in', () => {
    for (const theme of themes) {
      for (const picked of [theme.ja, theme.en]) {
        expect([titleIn('ja', picked), titleIn('en', ` ${picked} `)]).toEqual([theme.ja, theme.en])
        expect(subjectOfTitle(picked)).toBe(subjectOfTitle(theme.en))
      }
    }
  })

  it('is known by words that no other theme has', () => {
    const words = themes.flatMap(({ ja, en }) => [ja, en])
    expect(new Set(words).size).toBe(words.length)
  })

  it('leaves own words as they are', () => {
    for (const own of ['', 'そちらの部署では', 'Align goals!', '__proto__']) {
      expect([findTheme(own), titleIn('en', own)]).toEqual([null, own])
    }
    expect(subjectOfTitle(' 異動 ')).toBe('異動')
  })

  it('is read so in the popup as well', () => {
    const topic = { kind: 'custom', title: '目標をそろえる' } as never
    expect(titleInPopup(topic, messagesIn('en'))).toBe('Align goals')
    expect(titleInPopup(topic, messagesIn('ja'))).toBe('目標をそろえる')
  })
})
