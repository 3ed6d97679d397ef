import { beforeEach, describe, expect, it } from 'vitest'
import { absentTokens } from '../../lib/auth/absent-tokens.ts'
import type { Access } from '../../lib/auth/token-provider.ts'
import { createPairLink, type PairLink } from '../../lib/background/link-pair.ts'
import { createMicrosoftProvider } from '../../lib/background/microsoft-provider.ts'
import { createPairFiles } from '../../lib/background/pair-files.ts'
import { createProviders, type Providers } from '../../lib/background/providers.ts'
import { systemTimers } from '../../lib/base/clock.ts'
import { platformSha256 } from '../../lib/base/hash.ts'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import { memberIdOf, pairIdOf } from '../../lib/model/people.ts'
import { nameFile } from '../../lib/remote/named-file.ts'
import type { PairRecord } from '../../lib/storage/ports.ts'
import { type OutlookPairEvents, seedOutlookPair } from '../sandbox/microsoft/calendar-seeds.ts'
import {
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { createMemoryPairStore } from '../support/memory-pair-store.ts'
import { type MicrosoftStage, useMicrosoftStage } from '../support/microsoft-stage.ts'
import { blankFileOf, vetFile } from '../support/pair-file.ts'

const signal = new AbortController().signal
const mondayMs = Date.parse('2026-11-23T00:00:00+09:00')

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let seeds: OutlookPairEvents

beforeEach(() => {
  stage = currentStage()
  seeds = seedOutlookPair(stage.world.microsoft)
  stage.world.microsoft.mails.length = 0
})

/** One person's half of the use case. */
interface Half {
  pairId: string
  link: PairLink
  facts: EventFacts
  providers: Providers
  record(): Promise<PairRecord>
}

async function openHalf(
  email: string,
  partner: string,
  access: readonly Access[] = ['calendar', 'partner-files'],
): Promise<Half> {
  const scopes = { calendar: 'Calendars.ReadWrite', 'partner-files': 'Files.ReadWrite.All' }
  const { entra } = stage.world.microsoft
  const { tokens } = await stage.connect(email)
  for (const one of access) {
    if (one === 'files') continue
    entra.grant(email, worldMicrosoftClientId, [scopes[one]])
  }
  await tokens.connect(email, signal, access)
  const microsoft = createMicrosoftProvider({
    fetch: (url, init) =>
      stage.world.fetch(url, { ...init, headers: { ...Object(init.headers), origin: 'null' } }),
    tokens,
    clock: stage.world.clock,
    timers: systemTimers,
  })
  const providers = createProviders({ google: { ...microsoft, tokens: absentTokens }, microsoft })
  const self = { id: await memberIdOf(email, platformSha256), email, name: '' }
  const other = { id: await memberIdOf(partner, platformSha256), email: partner, name: '' }
  const pairId = await pairIdOf(self.id, other.id, platformSha256)
  const pairs = createMemoryPairStore()
  await pairs.update(pairId, () => ({
    pairId,
    account: email,
    provider: 'microsoft',
    self,
    partner: other,
    override: null,
    files: [],
    readers: { kind: 'only-me', others: [], checkedMs: null },
    lastSyncedMs: null,
    problem: null,
    meetings: [],
  }))
  const link = createPairLink({
    pairs,
    providers,
    files: createPairFiles(providers),
    vet: vetFile,
    encodeFile: (id) => blankFileOf(id, `by ${email}`),
    onEventRead: () => undefined,
    nowMs: () => stage.world.clock.nowMs(),
  })
  const calendar = providers.calendarOf({ provider: 'microsoft', email })
  const listed = await calendar?.listBetween(mondayMs, mondayMs + 7 * 86_400_000, signal)
  const events = listed?.kind === 'found' ? listed.events : []
  const facts = events.find((one) => one.facts.seriesId !== null)?.facts
  if (facts === undefined) throw new Error('no event')
  return {
    pairId,
    link,
    facts,
    providers,
    async record() {
      const record = await pairs.get(pairId)
      if (record === null) throw new Error('no record')
      return record
    },
  }
}

describe('a pair in Outlook', () => {
  it('the organizer’s file hangs on the series by a pointer; the guest finds and opens it', async () => {
    const mei = await openHalf(workMentor, workMentee)
    const ren = await openHalf(workMentee, workMentor)
    expect(await mei.link.share(mei.pairId, mei.facts, signal)).toBeNull()
    const [made] = (await mei.record()).files
    expect(made).toMatchObject({ provider: 'onedrive', isMine: true, isShared: true })
    expect(made?.isAttached).toBe(true)
    expect(seeds.weekly.attachments.map((one) => one.name)).toEqual(['1-on-1.json'])
    expect(await ren.link.refresh(ren.pairId, ren.facts, signal)).toBeNull()
    expect((await ren.record()).files).toMatchObject([
      {
        provider: 'onedrive',
        fileId: made?.fileId,
        url: made?.url,
        isMine: false,
        isAccessible: true,
        isAttached: true,
      },
    ])
    // One mail, for the pointer; none for the sharing, and none for looking again.
    await mei.link.refresh(mei.pairId, mei.facts, signal)
    await mei.link.share(mei.pairId, mei.facts, signal)
    expect(stage.world.microsoft.mails.map((mail) => mail.to)).toEqual([workMentee])
  })

  it('the guest who shares first attaches nothing; the organizer’s pointer then leads to it', async () => {
    const mei = await openHalf(workMentor, workMentee)
    const ren = await openHalf(workMentee, workMentor)
    expect(await ren.link.share(ren.pairId, ren.facts, signal)).toBeNull()
    const [made] = (await ren.record()).files
    expect(made).toMatchObject({ isMine: true, isAttached: false })
    if (made === undefined) throw new Error('no file')
    await mei.link.pick(mei.pairId, made, mei.facts, signal)
    expect((await mei.record()).files).toMatchObject([
      { fileId: made.fileId, isMine: false, isAccessible: true, isAttached: true },
    ])
    expect(seeds.weekly.attachments.length).toBe(1)
  })

  it('where the guest’s consent does not reach so far, the file waits as a candidate', async () => {
    const mei = await openHalf(workMentor, workMentee)
    const ren = await openHalf(workMentee, workMentor, ['calendar'])
    await mei.link.share(mei.pairId, mei.facts, signal)
    await ren.link.refresh(ren.pairId, ren.facts, signal)
    expect((await ren.record()).files).toMatchObject([
      { provider: 'onedrive', isAccessible: false, isAttached: true },
    ])
  })

  it('a pointer may lead to a file in Google Drive', async () => {
    const mei = await openHalf(workMentor, workMentee)
    const ren = await openHalf(workMentee, workMentor)
    const named = nameFile('google', '1AbCdEfGhIjKlMnOpQrStUvWxYz')
    const calendar = mei.providers.calendarOf({ provider: 'microsoft', email: workMentor })
    const attachment = {
      fileId: named.fileId,
      fileUrl: named.url,
      title: '1-on-1.md',
      mimeType: 'text/markdown',
    }
    await calendar?.attach(null, mei.facts.seriesId ?? '', attachment, signal)
    await ren.link.refresh(ren.pairId, ren.facts, signal)
    expect((await ren.record()).files).toMatchObject([{ ...named, isAccessible: false }])
  })
})
