import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { describeMember } from '../../../lib/document/edits/edit-core.ts'
import { setNote, setResponse } from '../../../lib/document/edits/edit-topic.ts'
import {
  ann,
  ben,
  meeting,
  nowMs,
  replicaAs,
  syncAll,
  topicsOf,
} from '../../support/replica-world.ts'
import { noteOf, syncedPair, year } from '../../support/synced-pair.ts'

describe('what other versions and other hands wrote', () => {
  function foreign(write: (doc: Y.Doc) => void): Uint8Array {
    const doc = new Y.Doc()
    doc.clientID = 99
    write(doc)
    return Y.encodeStateAsUpdateV2(doc)
  }

  it('A3-unknown-field: unknown roots, registers and segments survive reading, editing and writing', () => {
    const { a, id } = syncedPair()
    const local = id.slice(year.length + 1)
    a.apply(
      year,
      foreign((doc) => {
        doc.getMap(`topic/${local}`).set('mood', 'new in version 9')
        doc.getText('memo/m1').insert(0, 'a memo of the future')
        doc.getMap('topic/strange-id').set('x', 1)
        doc.getArray('list/of/things').push([1, { deep: [true] }])
      }),
      'newer',
    )
    a.apply(
      'z-future',
      foreign((doc) => doc.getText('t').insert(0, 'kept')),
      'newer',
    )
    setNote(a, id, 'edited by the older version')
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, a.encode(year))
    expect(doc.getMap(`topic/${local}`).get('mood')).toBe('new in version 9')
    expect(doc.getText('memo/m1').toString()).toBe('a memo of the future')
    expect(doc.getMap('topic/strange-id').get('x')).toBe(1)
    expect(doc.getArray('list/of/things').toJSON()).toEqual([1, { deep: [true] }])
    const future = new Y.Doc()
    Y.applyUpdateV2(future, a.encode('z-future'))
    expect(future.getText('t').toString()).toBe('kept')
  })

  it('A4-poisoned: registers of the wrong kind read as absent, the others are shown', () => {
    const { a, id } = syncedPair()
    const local = id.slice(year.length + 1)
    a.apply(
      year,
      foreign((doc) => {
        const map = doc.getMap(`topic/${local}`)
        map.set('response', 'shout')
        map.set('title', { evil: true })
        map.set('removed', 'yes')
        map.set('created', Number.POSITIVE_INFINITY)
        map.set('order', 7)
        doc.getMap('meeting/%zz').set('startMs', 1)
        doc.getMap(`meeting/${meeting.key}`).set('startMs', 'soon')
        doc.getMap(`meeting/${meeting.key}`).set(`seen:${ben}`, nowMs)
        doc.getMap(`meeting/${meeting.key}`).set('seen:someone', nowMs)
        doc.getText(`topic/y/${ann}/work`).insert(0, 'a text where registers belong')
      }),
      'poison',
    )
    expect(a.read().meetings).toEqual([
      {
        key: meeting.key,
        startMs: null,
        day: null,
        seen: [{ member: ben, atMs: nowMs }],
        memos: [],
        ended: [],
        isCalledOff: false,
        topics: [
          expect.objectContaining({
            id,
            note: 'base',
            response: null,
            title: '',
            isRemoved: false,
            createdMs: 0,
            order: '',
          }),
        ],
      },
    ])
    expect(setResponse(a, id, 'view').ok).toBe(true)
    expect(topicsOf(a.read()).get(id)?.response).toBe('view')
  })

  it('A5-injection-key: __proto__, constructor and quotes are plain words', () => {
    const a = replicaAs(1)
    a.apply(
      'core',
      foreign((doc) => {
        doc.getMap('__proto__').set('polluted', true)
        doc.getMap('member/__proto__').set('name', 'x')
        doc.getMap('pair').set('__proto__', 'boss')
        doc.getMap('pair').set('constructor', 'boss')
        doc.getMap('pair').set('relation', 'constructor')
        doc.getMap(`topic/__proto__/${ann}/work`).set('created', 1)
        doc.getMap(`topic/"; DROP TABLE/${ann}/work`).set('__proto__', { polluted: true })
      }),
      'inject',
    )
    const view = a.read()
    expect(view.relation).toBeNull()
    expect(view.members).toEqual([])
    expect(view.meetings.map(({ key }) => key)).toEqual(['"; DROP TABLE', '__proto__'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('keeps editing in the right place where a text holds more than characters', () => {
    const { a, id } = syncedPair()
    const doc = new Y.Doc()
    doc.clientID = 98
    Y.applyUpdateV2(doc, a.encode(year))
    doc.getText(`note/${id.slice(year.length + 1)}`).insertEmbed(2, { image: 'x' })
    a.apply(year, Y.encodeStateAsUpdateV2(doc), 'embed')
    expect(noteOf(a, id)).toBe('base')
    setNote(a, id, 'basement')
    expect(noteOf(a, id)).toBe('basement')
    setNote(a, id, 'cement')
    expect(noteOf(a, id)).toBe('cement')
    setNote(a, id, '')
    expect(noteOf(a, id)).toBe('')
  })

  it('keeps markup as text', () => {
    const { a, b, id } = syncedPair()
    const markup = '<img src=x onerror=alert(1)> <!-- --> [a](javascript:1)'
    setNote(a, id, markup)
    describeMember(a, { id: ann, name: '<b>Ann</b>', email: null, homeFile: null })
    syncAll(a, b)
    expect(noteOf(b, id)).toBe(markup)
    expect(b.read().members[0]?.name).toBe('<b>Ann</b>')
  })
})
