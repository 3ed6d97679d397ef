import { describe, expect, it } from 'vitest'
import { canonicalFile } from '../../../lib/background/canonical-file.ts'
import { buildSyncStatus, type StatusParts } from '../../../lib/background/sync-status.ts'
import type { FileRef, PairRecord } from '../../../lib/storage/ports.ts'

function makeFile(change: Partial<FileRef> = {}): FileRef {
  return {
    provider: 'google',
    fileId: 'file-one',
    url: 'https://drive.google.com/file/d/file-one/view',
    createdMs: 1_000,
    isMine: true,
    isAccessible: true,
    isShared: true,
    isAttached: true,
    ...change,
  }
}

function makeParts(files: FileRef[], change: Partial<StatusParts> = {}): StatusParts {
  const record: PairRecord = {
    pairId: 'a'.repeat(32),
    account: 'me@example.com',
    self: { id: '1'.repeat(16), email: 'me@example.com', name: 'Me' },
    partner: { id: '2'.repeat(16), email: 'you@example.com', name: 'You' },
    override: null,
    files,
    readers: { kind: 'two', others: [], checkedMs: 1 },
    lastSyncedMs: null,
    problem: null,
    meetings: [],
  }
  return {
    record,
    connection: 'connected',
    isOnline: true,
    isArrived: true,
    partnerHomeFile: null,
    problem: null,
    repaired: null,
    ...change,
  }
}

describe('buildSyncStatus', () => {
  it.each([
    ['no client id', makeParts([], { connection: 'not-configured' }), 'configure'],
    ['no account', makeParts([], { connection: 'not-connected' }), 'connect'],
    ['an expired sign-in', makeParts([makeFile()], { connection: 'expired' }), 'reconnect'],
    ['no file yet', makeParts([]), 'create'],
    ['a file that could not be shared', makeParts([makeFile({ isShared: false })]), 'create'],
    [
      "the partner's file, not opened yet",
      makeParts([makeFile({ isAccessible: false, isMine: false })]),
      'pick',
    ],
    [
      'my file and the partner’s unopened one',
      makeParts([makeFile(), makeFile({ fileId: 'two', isMine: false, isAccessible: false })]),
      'pick',
    ],
    ['my file hangs nowhere', makeParts([makeFile({ isAttached: false })]), 'send-link'],
    [
      'my file hangs nowhere, but the partner reads it',
      makeParts([makeFile({ isAttached: false })], { partnerHomeFile: 'file-one' }),
      null,
    ],
    ['all is well', makeParts([makeFile()]), null],
    [
      'the partner’s file is lost and nothing else serves the two',
      makeParts([makeFile({ isMine: false, isAccessible: false, trouble: 'lost' })]),
      'pick',
    ],
    [
      'a lost file, while another serves the two',
      makeParts([
        makeFile(),
        makeFile({ fileId: 'two', isMine: false, isAccessible: false, trouble: 'lost' }),
      ]),
      null,
    ],
    ['my file is gone', makeParts([makeFile({ trouble: 'gone' })]), 'create'],
    ['my file holds another pair’s state', makeParts([makeFile({ trouble: 'foreign' })]), null],
    [
      'the event carries another pair’s file',
      makeParts([makeFile({ isMine: false, trouble: 'foreign' })]),
      'create',
    ],
  ])('names the next step: %s', (_when, parts, step) => {
    expect(buildSyncStatus(parts).nextStep).toBe(step)
  })

  it('names the new file to open, not the one that was lost', () => {
    const lost = makeFile({ isMine: false, isAccessible: false, trouble: 'lost' })
    const fresh = makeFile({ fileId: 'new', isMine: false, isAccessible: false })
    expect(buildSyncStatus(makeParts([lost, fresh])).file?.id).toBe('new')
    expect(buildSyncStatus(makeParts([lost])).file?.id).toBe('file-one')
  })

  it('tells a repair only while nothing worse stands', () => {
    const repaired = 'file/hand-edited'
    expect(buildSyncStatus(makeParts([makeFile()], { repaired })).problem).toBe(repaired)
    const worse = makeParts([makeFile()], { repaired, problem: 'net/throttled' })
    expect(buildSyncStatus(worse).problem).toBe('net/throttled')
  })

  it.each([
    ['no file', makeParts([]), 'local'],
    ['a file nobody else can read', makeParts([makeFile({ isShared: false })]), 'local'],
    ['a file not opened yet', makeParts([makeFile({ isAccessible: false })]), 'local'],
    ['edits under way', makeParts([makeFile()], { isArrived: false }), 'waiting'],
    ['nothing known yet', makeParts([makeFile()], { isArrived: null }), 'waiting'],
    ['proven', makeParts([makeFile()]), 'arrived'],
  ])('never claims more than is true: %s', (_when, parts, phase) => {
    expect(buildSyncStatus(parts).phase).toBe(phase)
  })
})

describe('canonicalFile', () => {
  it('is the oldest this account may open, ties by id', () => {
    const old = makeFile({ fileId: 'b', createdMs: 5 })
    const same = makeFile({ fileId: 'a', createdMs: 5 })
    const young = makeFile({ fileId: '0', createdMs: 9 })
    const closed = makeFile({ fileId: 'x', createdMs: 1, isAccessible: false })
    expect(canonicalFile([young, old, closed, same])?.fileId).toBe('a')
    expect(canonicalFile([closed])).toBeNull()
    expect(canonicalFile([makeFile({ createdMs: 1, trouble: 'foreign' }), old])).toBe(old)
  })
})
