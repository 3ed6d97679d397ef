import { mergeMembers } from '../document/edits/edit-alias.ts'
import { describeMember } from '../document/edits/edit-core.ts'
import { coreSegment } from '../document/segments.ts'
import { noteIdOf } from '../model/note-id.ts'
import type { PairId, Person } from '../model/people.ts'
import { placeNote } from '../storage/place-note.ts'
import type { MeetingMarkStore, PairRecord } from '../storage/ports.ts'
import type { PrivateStore } from '../storage/private-port.ts'
import type { DocumentHost } from './document-host.ts'
import { findMissingSegments } from './move-segments.ts'
import type { PairCache } from './pair-cache.ts'

/** Where a pair goes on: the key that both sides compute once they know both addresses. */
export interface MoveTarget {
  pairId: PairId
  self: Person
  partner: Person
}

/**
 * Brings a pair that was kept under ids of this device over to its true key, with everything in it. Every step
 * may be done again: bytes merge, an id is said to be the same person, a private word moves in one write. So a
 * worker that dies between two steps loses nothing, and {@link PairMover.resume} ends what it began.
 */
export interface PairMover {
  move(from: PairId, to: MoveTarget): Promise<void>
  /** Ends moves of an earlier life of the worker, and brings what arrived under old ids since. */
  resume(): Promise<void>
  /** Something was written under an id that may be an old one. */
  follow(pairId: PairId): Promise<void>
  /** The id under which a pair is kept now. */
  current(pairId: PairId): Promise<PairId>
}

/** What moving needs. */
export interface MoveDependencies {
  pairs: PairCache
  documents: Parameters<typeof findMissingSegments>[0]
  host: DocumentHost
  privates: Pick<PrivateStore, 'allDrafts' | 'putDraft' | 'allNotes' | 'replaceNote'>
  marks: MeetingMarkStore
  /** A move is done: frames and panels of the old pair show the new one, and what came with it is sent. */
  onMoved: (from: PairId, to: PairId) => Promise<void>
}

/** Builds it. One move at a time. */
export function createPairMover(dependencies: MoveDependencies): PairMover {
  const { pairs, host, privates, marks } = dependencies
  let queue: Promise<unknown> = Promise.resolve()
  const oneByOne = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(work, work)
    queue = done.catch(() => undefined)
    return done
  }

  const bringRecord = (from: PairRecord, to: MoveTarget) =>
    pairs.update(to.pairId, (old) => mergeRecords(old, from, to))

  const bringDocument = async (from: PairRecord, to: MoveTarget): Promise<void> => {
    const states = await findMissingSegments(dependencies.documents, from.pairId, to.pairId)
    for (const { segment, state } of states) await host.merge(to.pairId, segment, state)
    const document = await host.open(to.pairId, [coreSegment])
    try {
      for (const [before, now] of [
        [from.self, to.self],
        [from.partner, to.partner],
      ] as const) {
        if (before.id === now.id) continue
        describeMember(document.replica, { ...now, homeFile: null })
        mergeMembers(document.replica, before.id, now.id)
      }
      await document.settled()
    } finally {
      document.release()
    }
  }

  const bringPrivate = async (from: PairId, to: PairId): Promise<void> => {
    // A draft keeps its id, which names the old member: sharing it makes a topic of the same person.
    for (const draft of await privates.allDrafts()) {
      if (draft.pairId === from) await privates.putDraft({ ...draft, pairId: to })
    }
    const notes = new Map((await privates.allNotes()).map((note) => [note.id, note]))
    for (const note of [...notes.values()].filter((one) => one.pairId === from)) {
      const hasOwnId = note.id === noteIdOf(from, note.meeting, note.topicId)
      const id = hasOwnId ? noteIdOf(to, note.meeting, note.topicId) : note.id
      const moved = { ...note, id, pairId: to }
      const standing = notes.get(id)
      const placed = standing === undefined || standing === note ? moved : placeNote(notes, moved)
      const kept = placed ?? standing ?? moved
      await privates.replaceNote(note.id, kept)
      notes.delete(note.id)
      notes.set(kept.id, kept)
    }
  }

  const bringMarks = async (from: PairRecord, to: PairId): Promise<void> => {
    for (const { key } of from.meetings) {
      const mark = await marks.get(from.pairId, key)
      if (mark === null) continue
      const { pairId: _pair, meeting: _meeting, ...seen } = mark
      await marks.update(to, key, (old) => (old === null ? seen : null))
    }
  }

  const bring = async (from: PairRecord, to: MoveTarget): Promise<void> => {
    await bringRecord(from, to)
    await bringDocument(from, to)
    await bringPrivate(from.pairId, to.pairId)
    await bringMarks(from, to.pairId)
    await dependencies.onMoved(from.pairId, to.pairId)
  }

  return {
    move: (from, to) =>
      oneByOne(async () => {
        if (from === to.pairId) return
        // First of all where it goes: from here on, every life of the worker knows how to end it.
        const record = await pairs.update(from, (old) =>
          old === null ? null : { ...old, movedTo: to },
        )
        if (record !== null) await bring(record, to)
      }),
    resume: () =>
      oneByOne(async () => {
        for (const record of await pairs.moved()) {
          if (record.movedTo !== undefined) await bring(record, record.movedTo)
        }
      }),
    async follow(pairId) {
      const { movedTo } = (await pairs.get(pairId)) ?? {}
      if (movedTo === undefined) return
      await oneByOne(async () => {
        const record = await pairs.get(pairId)
        if (record !== null) await bring(record, movedTo)
      })
    },
    async current(pairId) {
      let at = pairId
      // A chain is two long at most; a ring, which nobody makes, ends it too.
      for (let step = 0; step < 8; step++) {
        const next = (await pairs.get(at))?.movedTo?.pairId
        if (next === undefined) return at
        at = next
      }
      return at
    },
  }
}

/** The record of the true pair: what it knows already stands, what only the old one knew is added. */
function mergeRecords(old: PairRecord | null, from: PairRecord, to: MoveTarget): PairRecord {
  const account = to.self.email ?? ''
  if (old === null) {
    const { movedTo: _done, ...rest } = from
    return { ...rest, pairId: to.pairId, account, self: to.self, partner: to.partner }
  }
  const meetings = from.meetings.filter(({ key }) => old.meetings.every((one) => one.key !== key))
  return {
    ...old,
    override: old.override ?? from.override,
    byName: old.byName ?? from.byName,
    meetings: [...meetings, ...old.meetings].toSorted((a, b) => a.seenMs - b.seenMs),
  }
}
