import { beforeEach, describe, expect, it } from 'vitest'
import type { CalendarEvent } from '../../lib/calendar/calendar-api.ts'
import { findPairFiles } from '../../lib/calendar/pair-attachment.ts'
import { toOneDriveFileId } from '../../lib/remote/onedrive-id.ts'
import type { EventCopy } from '../sandbox/microsoft/calendar-event.ts'
import { type OutlookPairEvents, seedOutlookPair } from '../sandbox/microsoft/calendar-seeds.ts'
import { idOf } from '../sandbox/microsoft/calendar-view.ts'
import {
  contosoTenantId,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import {
  type MicrosoftSide,
  type MicrosoftStage,
  useMicrosoftStage,
} from '../support/microsoft-stage.ts'
import { readEvent } from '../support/read-calendar.ts'

const signal = new AbortController().signal
const neutral = { title: '1-on-1.md', mimeType: 'text/markdown' }
const oneDriveFile = {
  ...neutral,
  fileId: toOneDriveFileId({ driveId: 'b!abc', itemId: '01ABC' }),
  fileUrl: 'https://contoso-my.sharepoint.com/personal/mei/Documents/1-on-1.md',
}
const driveId = '1AbCdEfGhIjKlMnOpQrStUvWxYz'
const driveFile = {
  ...neutral,
  fileId: driveId,
  fileUrl: `https://drive.google.com/file/d/${driveId}/view?usp=drivesdk`,
}
const wednesdayMs = Date.parse('2026-11-25T10:00:00+09:00')
const weekMs = 7 * 24 * 3_600_000

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let seeds: OutlookPairEvents
let mei: MicrosoftSide
let ren: MicrosoftSide

beforeEach(async () => {
  stage = currentStage()
  seeds = seedOutlookPair(stage.world.microsoft)
  stage.world.microsoft.mails.length = 0
  const { entra } = stage.world.microsoft
  entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Calendars.ReadWrite'])
  mei = await stage.connect(workMentor, ['calendar'])
  ren = await stage.connect(workMentee, ['calendar'])
})

const calendar = () => stage.world.microsoft.calendar
const habits = () => stage.world.microsoft.habits.calendar
const pageId = (copy: EventCopy, email: string, originalMs: number | null = null) =>
  idOf({ copy: calendar().copyFor(copy, email), originalMs }, 'page')

const get = (side: MicrosoftSide, copy: EventCopy, originalMs: number | null = null) =>
  readEvent(side, pageId(copy, side.email, originalMs))

const filesOf = (event: CalendarEvent) => findPairFiles(event.attachments)
const attach = (
  side: MicrosoftSide,
  copy: EventCopy,
  file = oneDriveFile,
  originalMs: number | null = null,
) => side.calendar.attach(null, pageId(copy, side.email, originalMs), file, signal)
const writes = () => [
  ...stage.requests('/attachments', 'POST').map(() => 'add'),
  ...stage.requests('/me/events/', 'PATCH').map(() => 'send'),
]
const mails = () => stage.world.microsoft.mails
const stored = (email: string, copy = seeds.single) =>
  calendar()
    .copyFor(copy, email)
    .attachments.map((one) => one.name)
const done = { kind: 'attached' }

describe('attaching', () => {
  it.each([
    ['OneDrive', 'onedrive', oneDriveFile],
    ['Google Drive', 'google', driveFile],
  ] as const)('points both to a file in %s, with one mail', async (_name, provider, file) => {
    expect(await attach(mei, seeds.single, file)).toEqual(done)
    for (const side of [mei, ren]) {
      expect(filesOf(await get(side, seeds.single))).toEqual([
        { provider, fileId: file.fileId, url: file.fileUrl },
      ])
    }
    expect(mails().map((mail) => mail.to)).toEqual([workMentee])
    expect(seeds.single.content.subject).toBe('青木 / 森 キャリアの話')
    expect(stored(workMentee)).toEqual(['1-on-1.json'])
  })

  it('hangs on the series from any occurrence, and is seen on all', async () => {
    expect(await attach(mei, seeds.weekly, oneDriveFile, wednesdayMs + weekMs)).toEqual(done)
    expect(seeds.weekly.exceptions.size).toBe(0)
    for (const at of [wednesdayMs, wednesdayMs + weekMs, wednesdayMs + 2 * weekMs]) {
      expect(filesOf(await get(ren, seeds.weekly, at)).length).toBe(1)
    }
  })

  it('writes nothing when it is there already, neither as the guest', async () => {
    await attach(mei, seeds.single)
    const before = writes()
    expect(before).toEqual(['add', 'send'])
    expect(await attach(mei, seeds.single)).toEqual(done)
    expect(await attach(ren, seeds.single)).toEqual(done)
    expect(writes()).toEqual(before)
  })

  it('does not write as a guest: nobody else would see it', async () => {
    expect(await attach(ren, seeds.single)).toEqual({ kind: 'not-organizer' })
    expect(writes()).toEqual([])
  })

  it('keeps what others attached, reads no more than what looks like a pointer', async () => {
    const at = { copy: seeds.single, originalMs: null }
    const files = [
      { name: 'plan.pdf', contentType: 'application/pdf', bytes: Buffer.from('plan') },
      {
        name: '1-on-1.json',
        contentType: 'application/json',
        bytes: Buffer.alloc(50_000, 'x'),
      },
      { name: '1-on-1.json', contentType: 'text/html', bytes: Buffer.from('<b>no</b>') },
    ]
    for (const file of files) calendar().attach(at, file)
    expect(await attach(mei, seeds.single)).toEqual(done)
    expect(filesOf(await get(ren, seeds.single)).map((one) => one.fileId)).toEqual([
      oneDriveFile.fileId,
    ])
    expect(stored(workMentee).length).toBe(4)
    // Neither the plan nor the large one was ever read.
    expect(stage.requests('$value').length).toBeGreaterThan(0)
    const sizes = new Set(stage.requests('$value').map((url) => url.split('/').at(-2)))
    expect(sizes.size).toBeLessThanOrEqual(4)
  })

  it('stops at a hundred', async () => {
    const at = { copy: seeds.single, originalMs: null }
    for (let count = 0; count < 100; count++) {
      calendar().attach(at, { name: `${count}`, contentType: 'text/plain', bytes: Buffer.from('') })
    }
    expect(await attach(mei, seeds.single)).toEqual({ kind: 'full' })
  })

  it('a second file is pointed to beside the first', async () => {
    await attach(mei, seeds.single)
    expect(await attach(mei, seeds.single, driveFile)).toEqual(done)
    expect(filesOf(await get(ren, seeds.single)).map((one) => one.provider)).toEqual([
      'onedrive',
      'google',
    ])
  })

  it('where Outlook holds back an update that changes nothing, the guest does not see it', async () => {
    habits().isUnchangedUpdateSent = false
    expect(await attach(mei, seeds.single)).toEqual(done)
    expect(filesOf(await get(ren, seeds.single))).toEqual([])
  })
})

describe('faults while attaching', () => {
  it('goes on with sending after a death in between, and never adds twice', async () => {
    stage.world.faults.add({ fault: { kind: 'status', status: 500 }, method: 'PATCH', times: 1 })
    expect(await attach(mei, seeds.single)).toEqual({ kind: 'unavailable' })
    // It hangs on the organizer's copy, but is not passed off as attached before it was sent.
    expect(stored(workMentor)).toEqual(['1-on-1.json'])
    expect(filesOf(await get(mei, seeds.single))).toEqual([])
    expect(await attach(mei, seeds.single)).toEqual(done)
    expect(stored(workMentor)).toEqual(['1-on-1.json'])
    expect(stored(workMentee)).toEqual(['1-on-1.json'])
    expect(filesOf(await get(mei, seeds.single)).length).toBe(1)
  })

  it.each(['POST', 'PATCH'])('a lost answer to %s is looked up, not repeated', async (method) => {
    stage.world.faults.add({
      fault: { kind: 'lost-answer' },
      method,
      path: '/me/events/',
      times: 1,
    })
    expect(await attach(mei, seeds.single)).toEqual(done)
    expect(writes()).toEqual(['add', 'send'])
    expect(mails().length).toBe(1)
  })

  it('somebody renames the event meanwhile: the new name stays', async () => {
    stage.world.faults.add({
      fault: { kind: 'status', status: 412, reason: 'ErrorIrresolvableConflict' },
      method: 'PATCH',
      times: 1,
    })
    expect(await attach(mei, seeds.single)).toEqual(done)
    const sent = stage.world.log.filter((one) => one.method === 'PATCH')
    expect(sent.every((one) => one.requestHeaders['if-match']?.startsWith('W/"'))).toBe(true)
    expect(sent.length).toBe(2)
  })

  it('a conflict that never ends, ends', async () => {
    stage.world.faults.add({ fault: { kind: 'status', status: 412 }, method: 'PATCH' })
    expect(await attach(mei, seeds.single)).toEqual({ kind: 'unavailable' })
    expect(stored(workMentor).length).toBe(1)
  })

  it.each([
    [
      { kind: 'status', status: 429, retryAfterS: 4 },
      { kind: 'throttled', retryAfterMs: 4000 },
    ],
    [
      { kind: 'status', status: 403 },
      { kind: 'rejected', status: 403 },
    ],
    [{ kind: 'status', status: 401 }, { kind: 'unauthorized' }],
    [{ kind: 'status', status: 404, reason: 'ErrorItemNotFound' }, { kind: 'gone' }],
    [{ kind: 'status', status: 410 }, { kind: 'gone' }],
    [{ kind: 'status', status: 507 }, { kind: 'full' }],
    [{ kind: 'status', status: 413, reason: 'ErrorMessageSizeExceeded' }, { kind: 'full' }],
    [{ kind: 'status', status: 503 }, { kind: 'unavailable' }],
    [{ kind: 'offline' }, { kind: 'offline' }],
  ] as const)('%j', async (fault, expected) => {
    for (const method of ['POST', 'PATCH']) {
      const path = '/me/events/'
      stage.world.faults.add({ fault, method, path, times: 2 })
      expect(await attach(mei, seeds.single)).toEqual(expected)
      stage.world.faults.clear()
      // What was done before the fault is not undone; the next time finishes it.
      if (method === 'POST') expect(stored(workMentor)).toEqual([])
    }
    expect(await attach(mei, seeds.single)).toEqual(done)
    expect(stored(workMentee)).toEqual(['1-on-1.json'])
  })
})
