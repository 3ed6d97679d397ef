import { describe, expect, it } from 'vitest'
import { recordAfterRun } from '../../../lib/background/record-after-run.ts'
import type { ErrorCode } from '../../../lib/base/app-error.ts'
import type { FileRef, PairRecord } from '../../../lib/storage/ports.ts'
import type { FileResult, SyncOutcome } from '../../../lib/sync/sync-outcome.ts'

function makeFile(change: Partial<FileRef> = {}): FileRef {
  return {
    provider: 'google',
    fileId: 'one',
    url: 'https://drive.google.com/file/d/one/view',
    createdMs: 1,
    isMine: true,
    isAccessible: true,
    isShared: true,
    isAttached: true,
    ...change,
  }
}

function makeRecord(files: FileRef[], problem: ErrorCode | null = null): PairRecord {
  return {
    pairId: 'a'.repeat(32),
    account: 'me@example.com',
    self: { id: '1'.repeat(16), email: 'me@example.com', name: '' },
    partner: { id: '2'.repeat(16), email: 'you@example.com', name: '' },
    override: null,
    files,
    readers: { kind: 'two', others: [], checkedMs: 1 },
    lastSyncedMs: null,
    problem,
    meetings: [],
  }
}

function makeOutcome(results: (Partial<FileResult> & { fileId: string })[]): SyncOutcome {
  const files = results.map(
    (one): FileResult => ({ state: 'refused', problem: null, ...one }) satisfies FileResult,
  )
  return {
    phase: 'waiting',
    readMs: null,
    problem: files.find((one) => one.problem !== null)?.problem ?? null,
    notices: [],
    hasNews: false,
    files,
    next: { kind: 'rest' },
    reads: 1,
    writes: 0,
  }
}

const recordAfter = (record: PairRecord, outcome: SyncOutcome) =>
  recordAfterRun(record, outcome, (file) => file.fileId)

describe('recordAfterRun', () => {
  const lostRun = makeOutcome([{ fileId: 'one', problem: 'file/needs-pick' }])
  const theirs = makeFile({ isMine: false })

  it('takes a file that was open and is refused now for lost, and goes on saying so', () => {
    const lost = recordAfter(makeRecord([theirs]), lostRun)
    expect(lost).toMatchObject({
      problem: 'file/out-of-reach',
      files: [{ isAccessible: false, trouble: 'lost' }],
    })
    // The next runs do not look at it.
    expect(recordAfter(lost, makeOutcome([])).problem).toBe('file/out-of-reach')
  })

  it('does not ask somebody to restore a file of the other person', () => {
    const binned = makeOutcome([{ fileId: 'one', state: 'gone', problem: 'file/missing' }])
    expect(recordAfter(makeRecord([theirs]), binned)).toMatchObject({
      problem: 'file/out-of-reach',
      files: [{ trouble: 'lost' }],
    })
  })

  it('says nothing of a lost file while another serves the two', () => {
    const record = makeRecord([theirs, makeFile({ fileId: 'two' })])
    const outcome = makeOutcome([
      { fileId: 'one', problem: 'file/needs-pick' },
      { fileId: 'two', state: 'proven' },
    ])
    expect(recordAfter(record, outcome).problem).toBeNull()
  })

  it('keeps our own file that is gone in mind, for it may come out of the trash', () => {
    const outcome = makeOutcome([{ fileId: 'one', state: 'gone', problem: 'file/missing' }])
    const gone = recordAfter(makeRecord([makeFile()]), outcome)
    expect(gone).toMatchObject({ problem: 'file/missing', files: [{ trouble: 'gone' }] })
    const back = recordAfter(gone, makeOutcome([{ fileId: 'one', state: 'proven' }]))
    expect(back).toMatchObject({ problem: null, files: [makeFile()] })
    expect(back.files[0]).not.toHaveProperty('trouble')
  })

  it('forgets a foreign file of a pasted link, and remembers one that the event carries', () => {
    const outcome = makeOutcome([{ fileId: 'one', problem: 'file/foreign' }])
    expect(
      recordAfter(makeRecord([makeFile({ isMine: false, isAttached: false })]), outcome).files,
    ).toEqual([])
    expect(recordAfter(makeRecord([theirs]), outcome).files).toMatchObject([{ trouble: 'foreign' }])
  })

  it('keeps what stands, and forgets what passes', () => {
    const record = makeRecord([makeFile()])
    const newer = makeOutcome([{ fileId: 'one', problem: 'file/newer-format' }])
    expect(recordAfter(record, newer).problem).toBe('file/newer-format')
    const busy = makeOutcome([{ fileId: 'one', state: 'waiting', problem: 'net/throttled' }])
    expect(recordAfter(record, busy).problem).toBeNull()
  })
})
