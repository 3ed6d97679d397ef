import { describe, expect, it } from 'vitest'
import { titleOf as titleInPopup } from '../../../components/popup/topic-words.ts'
import { messagesIn } from '../../../lib/i18n/messages.ts'
import { searchWords } from '../../../lib/i18n/search-words.ts'
import { findTheme, subjectOfTitle, titleIn } from '../../../lib/model/guide-themes.ts'
import { relationGuides } from '../../../lib/model/relation-guides.ts'
import { listEntries } from '../../../lib/model/search/list-entries.ts'
import { listTopics } from '../../../lib/panel/topic-item.ts'
import { ann } from '../../support/replica-world.ts'
import { makeMeeting, makeTopic, makeView } from '../../support/sample-views.ts'

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

  it('is found by its words in both languages, offered once, and one subject for both', () => {
    const told = (title: string, meeting: string) =>
      makeTopic(meeting, {
        id: `y2026/${meeting}/${ann}/custom.${title.length}`,
        kind: 'custom',
        owner: ann,
        title,
      })
    const [ja, en] = [told('目標をそろえる', 'a|'), told('Align goals', 'b|')]
    const meetings = [ja, en].map((topic) => makeMeeting(topic.meeting, -7, { topics: [topic] }))
    const view = makeView(meetings)
    const found = listEntries(view, searchWords).filter(({ kind }) => kind === 'topic')
    for (const { alsoFoundBy } of found) expect(alsoFoundBy).toMatch(/目標をそろえる\nAlign goals/)
    const lists = (meeting: string) =>
      listTopics({
        document: view,
        meeting,
        self: ann,
        drafts: [],
        removedDrafts: [],
        isSharing: () => false,
        deliveryOf: () => 'arrived',
      })
    expect(lists('c|').ownTitles).toHaveLength(1)
    expect(lists('a|').ownTitles).toEqual([])
  })

  it('is read so in the popup as well', () => {
    const topic = { kind: 'custom', title: '目標をそろえる' } as never
    expect(titleInPopup(topic, messagesIn('en'))).toBe('Align goals')
    expect(titleInPopup(topic, messagesIn('ja'))).toBe('目標をそろえる')
  })
})
