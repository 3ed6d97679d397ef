import { describe, expect, it } from 'vitest'
import { searchWords } from '../../../lib/i18n/search-words.ts'
import { listEntries } from '../../../lib/model/search/list-entries.ts'
import { createSearchIndex } from '../../../lib/model/search/search-index.ts'
import { timelineOf } from '../../../lib/model/timeline.ts'
import type { OwnNote } from '../../../lib/panel/note-shelf.ts'
import {
  addNotedMeetings,
  listPrivateEntries,
  placeNotes,
} from '../../../lib/panel/private-past.ts'
import { nowMs, pairId } from '../../support/replica-world.ts'
import { endedMeeting, makeTopic, makeView, startAfter } from '../../support/sample-views.ts'

const dayOf = (days: number): string => new Date(startAfter(days)).toISOString().slice(0, 10)

function noteOf(id: string, meeting: string, parts: Partial<OwnNote> = {}): OwnNote {
  return { id, pairId, meeting, topicId: null, text: `note ${id}`, updatedMs: nowMs, ...parts }
}

const topic = makeTopic('new|', { id: 'topic', kind: 'custom', title: '予算の相談' })
const view = makeView([endedMeeting('old|', -14), endedMeeting('new|', -7, { topics: [topic] })])

describe('private notes among what the two had', () => {
  it('stand where their topic stands now, else where they were begun', () => {
    const notes = [
      noteOf('a', 'old|'),
      noteOf('b', 'old|', { topicId: 'topic' }),
      noteOf('c', 'old|', { topicId: 'unknown' }),
    ]
    expect(placeNotes(notes, view).map((one) => [one.note.id, one.meeting, one.topic?.id])).toEqual(
      [
        ['a', 'old|', undefined],
        ['b', 'new|', 'topic'],
        ['c', 'old|', undefined],
      ],
    )
  })

  it('are found by their words, their topic and its kind, by date among everything else', () => {
    const placed = placeNotes(
      [
        noteOf('a', 'old|', { text: '異動のことは言わない' }),
        noteOf('b', 'old|', { topicId: 'topic', text: '数字を先に' }),
      ],
      view,
    )
    const index = createSearchIndex()
    index.put(pairId, listEntries(view, searchWords))
    const entries = listPrivateEntries(placed, view, searchWords)
    index.put('private', entries)
    const find = (text: string) =>
      index.search({ text }).hits.map(({ entry }) => [entry.kind, entry.id, entry.day])
    expect(find('異動')).toEqual([['private', 'a', dayOf(-14)]])
    expect(find('予算')).toEqual([
      ['private', 'b', dayOf(-7)],
      ['topic', 'topic', dayOf(-7)],
    ])
    expect(index.search({ text: '', topicKinds: ['custom'] }).total).toBe(2)
    // Hidden: nothing of them is left to be found.
    index.put('private', [])
    expect(find('異動')).toEqual([])
  })

  it('bring a 1-on-1 back of which nothing else is left, on its day or that of the first note', () => {
    const placed = placeNotes(
      [noteOf('a', 'weekly|20260105T010000Z'), noteOf('b', 'single|'), noteOf('c', 'single|')],
      view,
    )
    const added = addNotedMeetings(view, placed)
    expect(timelineOf([added]).entries.map(({ meeting, day }) => [meeting.key, day])).toEqual([
      ['single|', dayOf(0)],
      ['new|', dayOf(-7)],
      ['old|', dayOf(-14)],
      ['weekly|20260105T010000Z', '2026-01-05'],
    ])
    expect(addNotedMeetings(view, placeNotes([noteOf('a', 'old|')], view))).toBe(view)
  })
})
