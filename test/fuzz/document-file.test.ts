import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeUtf8, equalBytes } from '../../lib/base/bytes.ts'
import { setNote } from '../../lib/document/edits/edit-topic.ts'
import { writeText } from '../../lib/document/edits/write-text.ts'
import { decodeFile } from '../../lib/document/file-format/decode-file.ts'
import type { FileSegment } from '../../lib/document/file-format/file-segment.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { fileOf } from '../support/pair-file.ts'
import { mulberry32, pairId, replicaAs, topicsOf, unwrap } from '../support/replica-world.ts'
import { samplePair } from '../support/sample-pair.ts'
import { syncSha256 } from '../support/sync-gzip.ts'

/** Long runs on a busy machine take minutes; the limit is only against endless ones. */
const limitMs = 600_000

/** Mutations per test run; `YOHAKU_FUZZ_SCALE=20` makes the long run of 100,000. */
const fileRuns = fuzzRuns(5000)
const stateRuns = fuzzRuns(1000)

/** One to three random injuries: flips, cuts, copies, insertions, overwritten stretches. */
function injure(bytes: Uint8Array, next: () => number): Uint8Array {
  const pick = (below: number) => Math.floor(next() * below)
  let hurt: Uint8Array = bytes.slice()
  for (let times = 1 + pick(3); times > 0; times--) {
    const at = pick(hurt.length)
    const end = Math.min(hurt.length, at + 1 + pick(200))
    const kind = pick(7)
    if (kind === 0) hurt[at] = (hurt[at] ?? 0) ^ (1 << pick(8))
    else if (kind === 1) hurt[at] = pick(256)
    else if (kind === 2) hurt = join(hurt.subarray(0, at), hurt.subarray(end))
    else if (kind === 3) hurt = join(hurt.subarray(0, end), hurt.subarray(at))
    else if (kind === 4) hurt = hurt.slice(0, at)
    else if (kind === 5)
      hurt = join(hurt.subarray(0, at), Uint8Array.of(pick(256)), hurt.subarray(at))
    else hurt.fill(pick(256), at, end)
    if (hurt.length === 0) break
  }
  return hurt
}

function join(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function isOneOf(segment: FileSegment, originals: readonly FileSegment[]): boolean {
  const original = originals.find(({ id }) => id === segment.id)
  return (
    original !== undefined &&
    equalBytes(original.packed, segment.packed) &&
    original.sha256 === segment.sha256 &&
    original.view === segment.view &&
    original.unknownWords.join() === segment.unknownWords.join()
  )
}

/** What a person sees of the part before the state, and after it. */
function visible(text: string): string {
  const start = text.lastIndexOf('<!-- yohaku-state/')
  const end = text.indexOf('-->', start)
  return `${text.slice(0, start)}\n${text.slice(end + 3)}`.replace(/\s+/g, ' ').trim()
}

describe('an injured file', () => {
  it(
    `D3 D6: never throws and never reads as another document (${fileRuns} mutations)`,
    async () => {
      const file = await fileOf(samplePair())
      const good = unwrap(await decodeFile(file, pairId, { sha256: syncSha256 }))
      const next = mulberry32(20261122)
      const outcomes = { same: 0, edited: 0, corrupt: 0, empty: 0 }
      for (let run = 0; run < fileRuns; run++) {
        const hurt = injure(file, next)
        const outcome = await decodeFile(hurt, pairId, { sha256: syncSha256 })
        const where = `mutation ${run}`
        if (outcome.ok) {
          const { segments, unknownWords, isHandEdited } = outcome.value
          expect(segments.length, where).toBe(good.segments.length)
          expect(
            segments.every((segment) => isOneOf(segment, good.segments)),
            where,
          ).toBe(true)
          expect(unknownWords, where).toEqual([])
          if (visible(decodeUtf8(hurt)) !== visible(decodeUtf8(file))) {
            expect(isHandEdited, where).toBe(true)
          }
          outcomes[isHandEdited ? 'edited' : 'same'] += 1
        } else if (outcome.error.reason === 'corrupt') {
          const { intact } = outcome.error
          expect(
            intact.every((segment) => isOneOf(segment, good.segments)),
            where,
          ).toBe(true)
          outcomes.corrupt += 1
        } else {
          // An accident must never look like another pair or a newer version: nobody would heal it.
          expect(outcome.error.reason, where).toBe('empty')
          outcomes.empty += 1
        }
      }
      expect(outcomes.corrupt).toBeGreaterThan(fileRuns / 4)
      expect(outcomes.edited).toBeGreaterThan(fileRuns / 100)
    },
    limitMs,
  )
})

describe('injured states and messages', () => {
  it(
    `a replica refuses them and stays as it was, or takes them and still works (${stateRuns} each)`,
    () => {
      const source = samplePair()
      const next = mulberry32(7)
      const segment = 'y2026'
      const state = source.encode(segment)
      const message = source.updateMessage(state)
      let refused = 0
      for (let run = 0; run < stateRuns; run++) {
        const replica = replicaAs(33)
        unwrap(replica.load(segment, [state]))
        const before = replica.read()
        const hurt = injure(run % 2 === 0 ? state : message, next)
        const outcome =
          run % 2 === 0
            ? replica.apply(segment, hurt, 'fuzz')
            : replica.receiveMessage(segment, hurt, 'fuzz')
        if (!outcome.ok) {
          refused += 1
          expect(replica.read(), `mutation ${run}`).toEqual(before)
        }
        const [topic] = topicsOf(replica.read()).values()
        if (topic !== undefined) {
          expect(setNote(replica, topic.id, 'still works').ok, `mutation ${run}`).toBe(true)
          expect(topicsOf(replica.read()).get(topic.id)?.note, `mutation ${run}`).toBe(
            'still works',
          )
        }
        replica.destroy()
      }
      expect(refused).toBeGreaterThan(stateRuns / 4)
    },
    limitMs,
  )
})

describe('typing', () => {
  it('J10-utf8: a text reads as what was typed, whatever it was before', () => {
    const next = mulberry32(3)
    const pieces = ['a', 'b', '余', '😀', '👩‍👩‍👧', '\ud83d', '\udc00', 'e\u0301', '\u202e', '\n']
    const text = new Y.Doc().getText('t')
    let before = ''
    for (let run = 0; run < 3000; run++) {
      const cut = Math.floor(next() * (before.length + 1))
      const length = Math.floor(next() * 5)
      const typed = Array.from(
        { length: Math.floor(next() * 4) },
        () => pieces[Math.floor(next() * pieces.length)],
      ).join('')
      const after = (before.slice(0, cut) + typed + before.slice(cut + length)).slice(0, 60)
      writeText(text, after)
      expect(text.toString()).toBe(after.toWellFormed())
      before = text.toString()
    }
  })
})
