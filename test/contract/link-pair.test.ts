import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalFile } from '../../lib/background/canonical-file.ts'
import { createEndAccess } from '../../lib/background/end-access.ts'
import { createPairLink, type PairLink } from '../../lib/background/link-pair.ts'
import { createPairFiles } from '../../lib/background/pair-files.ts'
import { platformSha256 } from '../../lib/base/hash.ts'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import { memberIdOf, pairIdOf } from '../../lib/model/people.ts'
import { nameFile } from '../../lib/remote/named-file.ts'
import type { FileRef, PairRecord, PairStore } from '../../lib/storage/ports.ts'
import {
  type GoogleSide,
  type GoogleStage,
  oneSidedProviders,
  openGoogleStage,
} from '../support/google-stage.ts'
import { createMemoryPairStore } from '../support/memory-pair-store.ts'
import { blankFileOf, vetFile } from '../support/pair-file.ts'

const signal = new AbortController().signal
const mentor = 'mentor@example.com'
const mentee = 'mentee@example.com'

/** One person's half of the use case. */
interface Half {
  side: GoogleSide
  pairs: PairStore
  link: PairLink
  record(): Promise<PairRecord>
}

let stage: GoogleStage & { close(): Promise<void> }
let pairId: string
let organizer: Half
let guest: Half

async function makeHalf(email: string, partner: string): Promise<Half> {
  const side = await stage.connect(email)
  const pairs = createMemoryPairStore()
  const self = { id: await memberIdOf(email, platformSha256), email, name: '' }
  const other = { id: await memberIdOf(partner, platformSha256), email: partner, name: '' }
  pairId = await pairIdOf(self.id, other.id, platformSha256)
  await pairs.update(pairId, () => ({
    pairId,
    account: email,
    self,
    partner: other,
    override: null,
    files: [],
    readers: { kind: 'only-me', others: [], checkedMs: null },
    lastSyncedMs: null,
    problem: null,
    meetings: [],
  }))
  const providers = oneSidedProviders(side)
  const link = createPairLink({
    pairs,
    providers,
    files: createPairFiles(providers),
    vet: vetFile,
    encodeFile: (id) => blankFileOf(id, `by ${email}`),
    onEventRead: () => undefined,
    nowMs: () => stage.nowMs(),
  })
  return {
    side,
    pairs,
    link,
    async record() {
      const record = await pairs.get(pairId)
      if (record === null) throw new Error('no record')
      return record
    },
  }
}

/** The weekly series of the two, as facts of the first occurrence in `half`'s calendar. */
async function factsOf(half: Half): Promise<EventFacts> {
  const fromMs = Date.parse('2026-11-23T00:00:00+09:00')
  const read = await half.side.calendar.listBetween(fromMs, fromMs + 14 * 86_400_000, signal)
  const event = read.kind === 'found' ? read.events[0] : undefined
  if (event === undefined) throw new Error('no event')
  return event.facts
}

beforeEach(async () => {
  stage = await openGoogleStage()
  organizer = await makeHalf(mentor, mentee)
  guest = await makeHalf(mentee, mentor)
  await organizer.side.insertEvent({
    summary: '1on1',
    start: { dateTime: '2026-11-24T10:00:00+09:00', timeZone: 'Asia/Tokyo' },
    end: { dateTime: '2026-11-24T10:30:00+09:00', timeZone: 'Asia/Tokyo' },
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
    attendees: [{ email: mentor, responseStatus: 'accepted' }, { email: mentee }],
  })
})
afterEach(() => stage.close())

describe('organizer first', () => {
  it('creates, shares with the partner alone, and attaches to the series', async () => {
    expect(await organizer.link.share(pairId, await factsOf(organizer), signal)).toBeNull()
    const record = await organizer.record()
    expect(record.files).toMatchObject([
      { isMine: true, isAccessible: true, isShared: true, isAttached: true },
    ])
    expect(record.readers).toMatchObject({ kind: 'two', others: [] })
  })

  it('shares with another address of the partner, and reads and ends that one’s access', async () => {
    const { link, pairs, side } = organizer
    const elsewhere = 'partner@fabrikam.example'
    const facts = await factsOf(organizer)
    expect(await link.share(pairId, facts, signal, 'google', elsewhere)).toBeNull()
    const shared = await organizer.record()
    expect(shared.files).toMatchObject([{ isShared: true, sharedWith: elsewhere }])
    expect(shared.readers).toMatchObject({ kind: 'two', others: [] })
    await link.refresh(pairId, facts, signal)
    expect((await organizer.record()).files).toMatchObject([{ sharedWith: elsewhere }])
    const endAccess = createEndAccess({
      pairs,
      files: createPairFiles(oneSidedProviders(side)),
      nowMs: () => stage.nowMs(),
    })
    expect(await endAccess(pairId, signal)).toBeNull()
    const ended = await organizer.record()
    expect(ended.readers.kind).toBe('only-me')
    expect(ended.files).toMatchObject([{ isShared: false }])
  })

  it('makes no second file when pressed twice, or when the first answer was lost', async () => {
    const facts = await factsOf(organizer)
    stage.world.faults.add({ fault: { kind: 'lost-answer' }, path: '/upload/drive/v3/', times: 1 })
    expect(await organizer.link.share(pairId, facts, signal)).not.toBeNull()
    expect(await organizer.link.share(pairId, facts, signal)).toBeNull()
    expect(await organizer.link.share(pairId, facts, signal)).toBeNull()
    expect((await organizer.record()).files).toHaveLength(1)
    const found = await organizer.side.drive.findOwn(pairId, signal)
    expect(found.kind === 'found' && found.files).toHaveLength(1)
  })

  it('lets the guest find the attachment, open it by one picker step, and read who can', async () => {
    await organizer.link.share(pairId, await factsOf(organizer), signal)
    const facts = await factsOf(guest)
    await guest.link.refresh(pairId, facts, signal)
    const [found] = (await guest.record()).files
    expect(found).toMatchObject({ isMine: false, isAccessible: false, isAttached: true })
    expect(
      await guest.link.pick(pairId, nameFile('google', found?.fileId ?? ''), facts, signal),
    ).toBeNull()
    const record = await guest.record()
    expect(record.files).toMatchObject([{ isMine: false, isAccessible: true }])
    expect(canonicalFile(record.files)?.fileId).toBe(found?.fileId)
    expect(record.readers.kind).toBe('two')
  })

  it('does not make a second file when the partner already attached one', async () => {
    await organizer.link.share(pairId, await factsOf(organizer), signal)
    expect(await guest.link.share(pairId, await factsOf(guest), signal)).toBe('file/needs-pick')
    const own = await guest.side.drive.findOwn(pairId, signal)
    expect(own.kind === 'found' && own.files).toEqual([])
  })
})

describe('guest first', () => {
  it('shares without attaching; the organizer adopts by link and attaches', async () => {
    expect(await guest.link.share(pairId, await factsOf(guest), signal)).toBeNull()
    const [file] = (await guest.record()).files
    expect(file).toMatchObject({ isMine: true, isShared: true, isAttached: false })
    const fileId = file?.fileId ?? ''
    const facts = await factsOf(organizer)
    await organizer.link.noteInvitation(pairId, nameFile('google', fileId))
    expect(await organizer.link.pick(pairId, nameFile('google', fileId), facts, signal)).toBeNull()
    expect((await organizer.record()).files).toMatchObject([
      { fileId, isMine: false, isAccessible: true, isAttached: true },
    ])
    await guest.link.refresh(pairId, await factsOf(guest), signal)
    expect((await guest.record()).files).toMatchObject([{ fileId, isAttached: true }])
  })

  it('keeps both files when both shared before they knew of each other, oldest first', async () => {
    await guest.link.share(pairId, await factsOf(guest), signal)
    stage.world.clock.advance(60_000)
    await organizer.link.share(pairId, await factsOf(organizer), signal)
    const guestFile = (await guest.record()).files[0]?.fileId ?? ''
    await organizer.link.noteInvitation(pairId, nameFile('google', guestFile))
    await organizer.link.pick(
      pairId,
      nameFile('google', guestFile),
      await factsOf(organizer),
      signal,
    )
    const record = await organizer.record()
    expect(record.files).toHaveLength(2)
    expect(canonicalFile(record.files)?.fileId).toBe(guestFile)
    expect(record.readers).toMatchObject({ kind: 'two' })
    // Both files hold everything: who reads the younger one reads it, too.
    const own = record.files.find((one) => one.isMine)?.fileId ?? ''
    stage.world.store.drive.share(own, 'assistant@example.com', 'reader')
    await organizer.link.refresh(pairId, await factsOf(organizer), signal)
    expect((await organizer.record()).readers).toMatchObject({
      kind: 'more',
      others: ['assistant@example.com'],
    })
  })
})

describe('when a file is not what it was', () => {
  /** What sync found out about the first file of a half. */
  const mark = (half: Half, change: Partial<FileRef>) =>
    half.pairs.update(pairId, (record) =>
      record === null
        ? null
        : {
            ...record,
            files: record.files.map((one, at) => (at === 0 ? { ...one, ...change } : one)),
          },
    )

  it('finds a lost file again when its owner gave the right back', async () => {
    await organizer.link.share(pairId, await factsOf(organizer), signal)
    const facts = await factsOf(guest)
    const fileId = (await organizer.record()).files[0]?.fileId ?? ''
    await guest.link.pick(pairId, nameFile('google', fileId), facts, signal)
    await mark(guest, { isAccessible: false, trouble: 'lost' })
    const { drive } = stage.world.store
    drive.unshare(fileId, drive.permissionIdOf(mentee))
    await guest.link.refresh(pairId, facts, signal)
    expect((await guest.record()).files).toMatchObject([{ trouble: 'lost' }])
    drive.share(fileId, mentee, 'writer')
    await guest.link.refresh(pairId, facts, signal)
    const [file] = (await guest.record()).files
    expect(file).toMatchObject({ isAccessible: true })
    expect(file?.trouble).toBeUndefined()
  })

  it('asks the owner to share again when the partner’s right is gone', async () => {
    const facts = await factsOf(organizer)
    await organizer.link.share(pairId, facts, signal)
    const { drive } = stage.world.store
    const fileId = (await organizer.record()).files[0]?.fileId ?? ''
    drive.unshare(fileId, drive.permissionIdOf(mentee))
    await organizer.link.refresh(pairId, facts, signal)
    expect(await organizer.record()).toMatchObject({
      files: [{ isShared: false }],
      readers: { kind: 'only-me' },
    })
    await organizer.link.share(pairId, facts, signal)
    expect(await organizer.record()).toMatchObject({
      files: [{ fileId, isShared: true }],
      readers: { kind: 'two' },
    })
  })

  it('makes a new file in the place of one that is gone, and attaches it beside the dead link', async () => {
    const facts = await factsOf(organizer)
    await organizer.link.share(pairId, facts, signal)
    const old = (await organizer.record()).files[0]?.fileId ?? ''
    stage.world.store.drive.remove(old)
    await mark(organizer, { trouble: 'gone' })
    expect(await organizer.link.share(pairId, facts, signal)).toBeNull()
    const { files } = await organizer.record()
    expect(files).toMatchObject([{ isMine: true, isShared: true, isAttached: true }])
    expect(files[0]?.fileId).not.toBe(old)
  })

  it('makes our own where the event carries another pair’s file, as copied events do', async () => {
    const facts = await factsOf(organizer)
    const foreign = await stage.world.store.drive.create({
      name: '余白.md',
      mimeType: 'text/markdown',
      bytes: Buffer.from('# two other people'),
      ownerEmail: mentor,
    })
    await organizer.link.noteInvitation(pairId, nameFile('google', foreign.id))
    await mark(organizer, { isAccessible: true, isAttached: true, trouble: 'foreign' })
    expect(await organizer.link.share(pairId, facts, signal)).toBeNull()
    const { files } = await organizer.record()
    expect(canonicalFile(files)).toMatchObject({ isMine: true, isShared: true, isAttached: true })
    expect(files).toHaveLength(2)
  })
})

describe('when another file was picked', () => {
  it('takes nothing of it and says so', async () => {
    const notes = await stage.world.store.drive.create({
      name: '議事録.md',
      mimeType: 'text/markdown',
      bytes: Buffer.from('# 議事録'),
      ownerEmail: mentee,
    })
    const named = nameFile('google', notes.id)
    expect(await guest.link.pick(pairId, named, await factsOf(guest), signal)).toBe('file/foreign')
    expect((await guest.record()).files).toEqual([])
  })
})

describe('when something is in the way', () => {
  it('says so when the person leaves the picker', async () => {
    await organizer.link.share(pairId, await factsOf(organizer), signal)
    const facts = await factsOf(guest)
    await guest.link.refresh(pairId, facts, signal)
    guest.side.browser.behave({ account: mentee, pick: 'cancel' })
    const fileId = (await guest.record()).files[0]?.fileId ?? ''
    expect(await guest.link.pick(pairId, nameFile('google', fileId), facts, signal)).not.toBeNull()
    expect((await guest.record()).files[0]?.isAccessible).toBe(false)
  })

  it.each([
    [429, 'net/throttled'],
    [503, 'net/server'],
  ])('tells status %i while sharing and can be pressed again', async (status, code) => {
    const facts = await factsOf(organizer)
    stage.world.faults.add({ fault: { kind: 'status', status }, path: '/drive/v3/files', times: 1 })
    expect(await organizer.link.share(pairId, facts, signal)).toBe(code)
    expect(await organizer.link.share(pairId, facts, signal)).toBeNull()
  })

  it('never says that only two can read when permissions cannot be read', async () => {
    const facts = await factsOf(organizer)
    await organizer.link.share(pairId, facts, signal)
    stage.world.faults.add({
      fault: { kind: 'status', status: 503 },
      path: '/permissions',
      times: 5,
    })
    await organizer.link.refresh(pairId, facts, signal)
    expect((await organizer.record()).readers.kind).toBe('unknown')
  })
})
