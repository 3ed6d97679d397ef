import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { absentTokens } from '../../lib/auth/absent-tokens.ts'
import { composePeople } from '../../lib/background/compose-people.ts'
import { createContentHandlers } from '../../lib/background/content-handlers.ts'
import { createFrameRegistry } from '../../lib/background/frames.ts'
import { createLearnShown } from '../../lib/background/learn-shown.ts'
import { createMicrosoftProvider } from '../../lib/background/microsoft-provider.ts'
import { createProviders } from '../../lib/background/providers.ts'
import { findByName } from '../../lib/background/resolve-people.ts'
import { createUpcomingRefresher } from '../../lib/background/upcoming/refresh-upcoming.ts'
import { systemTimers } from '../../lib/base/clock.ts'
import { platformSha256 } from '../../lib/base/hash.ts'
import type { EventFacts } from '../../lib/model/event-facts.ts'
import { meetingKeyOf } from '../../lib/model/meeting.ts'
import { memberIdOf, pairIdOf } from '../../lib/model/people.ts'
import type { EventCopy } from '../sandbox/microsoft/calendar-event.ts'
import { type OutlookPairEvents, seedOutlookPair } from '../sandbox/microsoft/calendar-seeds.ts'
import { idOf } from '../sandbox/microsoft/calendar-view.ts'
import {
  contosoTenantId,
  outsidePartner,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { openDesk } from '../support/background-desk.ts'
import { guestOf } from '../support/event-facts.ts'
import { type MicrosoftStage, useMicrosoftStage } from '../support/microsoft-stage.ts'
import { mondayMs } from '../support/use-world.ts'

const signal = new AbortController().signal
const tabId = 7

const currentStage = useMicrosoftStage()
let stage: MicrosoftStage
let seeds: OutlookPairEvents

beforeEach(() => {
  stage = currentStage()
  seeds = seedOutlookPair(stage.world.microsoft)
})

/** How often an event was asked for. */
const asked = () => stage.world.log.filter((one) => one.url.includes('/me/events/')).length
const calendar = () => stage.world.microsoft.calendar

/** An event as Outlook's page tells it to the mentee, or to another owner of a mailbox: the partner by name alone. */
function onPage(
  copy: EventCopy,
  day: string,
  originalMs: number | null = null,
  owner = workMentee,
): EventFacts {
  const own = calendar().copyFor(copy, owner)
  const other = { ...guestOf('', { name: '森 つかさ', answer: null }), email: null }
  return {
    host: 'outlook',
    source: 'dom',
    selfEmail: null,
    eventId: idOf({ copy: own, originalMs }, 'page'),
    calendarId: null,
    seriesId: null,
    iCalUid: null,
    originalStart: null,
    startMs: null,
    endMs: null,
    day,
    title: own.content.subject,
    whenText: '',
    isAllDay: false,
    kind: 'event',
    guestList: 'complete',
    guests: [other],
    organizerEmail: null,
  }
}

/** A background with one page open, as the mentee. */
async function openBackground(access: readonly 'calendar'[]) {
  const { entra } = stage.world.microsoft
  if (access.length > 0) {
    entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Calendars.ReadWrite'])
  }
  const desk = openDesk(mondayMs)
  await desk.settings.write({ hasConsented: true })
  const { tokens } = await stage.connect(workMentee, access)
  const microsoft = createMicrosoftProvider({
    fetch: (url, init) =>
      stage.world.fetch(url, { ...init, headers: { ...Object(init.headers), origin: 'null' } }),
    tokens,
    clock: stage.world.clock,
    timers: systemTimers,
  })
  const google = { ...microsoft, tokens: absentTokens }
  const providers = createProviders({ google, microsoft })
  const report = (thrown: unknown) => {
    throw thrown
  }
  const frames = createFrameRegistry(desk.session, report)
  const people = composePeople({
    stores: desk.stores,
    host: desk.host,
    frames,
    providers,
    settings: desk.settings,
    random: desk.random,
    nowMs: desk.clock.nowMs,
    onMoved: () => undefined,
    report,
  })
  const shown: string[] = []
  let learned: Promise<unknown> = Promise.resolve()
  const handlers = createContentHandlers({
    frames,
    settings: desk.settings,
    recognise: (facts) => people.judge(facts, null),
    noteOpened: () => undefined,
    timers: systemTimers,
    learner: {
      known: people.learner.known,
      learn(facts) {
        const answer = people.learner.learn(facts, signal)
        learned = answer
        return answer
      },
    },
    refreshTab: () => undefined,
    warmUp: async () => undefined,
    keepLinkedFile: async () => undefined,
    async showFrame(_tabId, frameState) {
      shown.push(frameState)
    },
    report,
  })
  const sender = { kind: 'content', tabId, site: 'outlook' } as Parameters<
    (typeof handlers)['content/opened']
  >[1]
  const looks = { theme: 'light' as const, language: 'ja' }
  await handlers['content/hello']({ site: 'outlook', frameToken: 'x', ...looks }, sender)
  const refreshed: number[] = []
  const learnShown = createLearnShown({
    frames,
    learner: people.learner,
    judge: (facts) => people.judge(facts, null),
    refreshTab: (id) => void refreshed.push(id),
  })
  return {
    desk,
    people,
    frames,
    providers,
    shown,
    refreshed,
    learnShown: () => learnShown(signal),
    /** The administrator allows the calendar, and the person connects again with it. */
    async allowCalendar() {
      entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Calendars.ReadWrite'])
      await tokens.connect(workMentee, signal, ['calendar'])
    },
    async signOut() {
      await tokens.disconnect(workMentee, signal)
    },
    open: (facts: EventFacts) => handlers['content/opened']({ facts, ...looks }, sender),
    close: () => handlers['content/closed']({}, sender),
    /** Until what was asked is answered and taken in. */
    async settled() {
      await learned
      // What follows waits for storage that is kept in memory: some turns are enough.
      for (let turn = 0; turn < 20; turn++) {
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
    },
    frame: () => frames.get(tabId),
  }
}

async function truePairId(): Promise<string> {
  const self = await memberIdOf(workMentee, platformSha256)
  const partner = await memberIdOf(workMentor, platformSha256)
  return pairIdOf(self, partner, platformSha256)
}

describe('an event on Outlook’s page, with consent to the calendar', () => {
  it('begins with the page’s word, and comes to addresses and the key both sides have', async () => {
    const background = await openBackground(['calendar'])
    const facts = onPage(seeds.single, '2026-11-26')
    expect(await background.open(facts)).toEqual({ frameState: 'collapsed' })
    await expect.poll(() => background.shown).toEqual(['glance'])
    const frame = await background.frame()
    expect(frame).toMatchObject({ pairId: await truePairId(), isOffered: false })
    expect(frame?.facts).toMatchObject({
      source: 'api',
      eventId: facts.eventId,
      selfEmail: workMentee,
      organizerEmail: workMentor,
    })
    expect(meetingKeyOf(frame?.facts ?? facts)).toBe(
      `${calendar().iCalUIdOf({ copy: seeds.single, originalMs: null })}|`,
    )
    // Guests that load late do not take it back, and nothing is asked twice.
    const before = asked()
    await background.open(facts)
    expect((await background.frame())?.facts?.source).toBe('api')
    expect(asked()).toBe(before)
  })

  it('brings a pair that was known by name to its true key', async () => {
    const background = await openBackground(['calendar'])
    const facts = onPage(seeds.single, '2026-11-26')
    const { record } = await background.people.judge(facts, { override: 'always' })
    expect(record?.pairId).not.toBe(await truePairId())
    await background.open(facts)
    await expect.poll(async () => (await background.frame())?.pairId).toBe(await truePairId())
    const kept = await background.desk.stores.pairs.get(await truePairId())
    expect(kept).toMatchObject({
      partner: { email: workMentor },
      override: 'always',
      // What was prepared under the day is found again.
      hasDayKeys: true,
    })
  })

  it('does not touch a page that went on meanwhile', async () => {
    const background = await openBackground(['calendar'])
    await background.open(onPage(seeds.single, '2026-11-26'))
    await background.close()
    await expect.poll(() => asked()).toBeGreaterThan(0)
    await background.settled()
    expect(background.shown).toEqual([])
    expect((await background.frame())?.facts?.source).toBe('dom')
  })

  it('knows what is coming with the page closed', async () => {
    const background = await openBackground(['calendar'])
    const refresher = createUpcomingRefresher({
      providers: background.providers,
      upcoming: background.desk.stores.upcoming,
      onRead: async () => undefined,
      nowMs: background.desk.clock.nowMs,
    })
    expect(await refresher.refresh(0, signal)).toEqual({ hasNews: true, error: null })
    const [cache] = await background.desk.stores.upcoming.list()
    expect(cache).toMatchObject({ account: workMentee, provider: 'microsoft' })
    const titles = cache?.events.map((facts) => facts.title)
    expect(titles).toEqual([
      '面談',
      '森さんとの 1on1',
      '青木 / 森 キャリアの話',
      '1on1（対面）',
      '森さんとの 1on1',
    ])
  })
})

describe('consent to the calendar that comes while an event is shown', () => {
  it('brings the pair of the name to its true key, and leaves the panel where it stands', async () => {
    const background = await openBackground([])
    const facts = onPage(seeds.single, '2026-11-26')
    await background.people.judge(facts, { override: 'always' })
    await background.open(facts)
    const before = await background.frame()
    expect(before?.pairId).not.toBe(await truePairId())
    // A window for signing in closes what lies over the page; the panel goes on showing the event.
    await background.close()
    await background.allowCalendar()
    await background.learnShown()
    expect(await background.frame()).toMatchObject({
      pairId: await truePairId(),
      facts: { source: 'api', eventId: facts.eventId, organizerEmail: workMentor },
      frameState: before?.frameState,
      isEventShown: false,
    })
    expect(background.shown).toEqual([])
    expect(background.refreshed).toEqual([tabId])
  })

  it('answers the question whether an event is a 1-on-1', async () => {
    const background = await openBackground([])
    await background.open(onPage(seeds.single, '2026-11-26'))
    expect(await background.frame()).toMatchObject({ pairId: null, isOffered: true })
    await background.allowCalendar()
    await background.learnShown()
    expect(await background.frame()).toMatchObject({
      pairId: await truePairId(),
      isOffered: false,
      frameState: 'collapsed',
    })
  })

  it('is forgotten with the account', async () => {
    const background = await openBackground(['calendar'])
    const facts = onPage(seeds.single, '2026-11-26')
    await background.people.learner.learn(facts, signal)
    expect(background.people.learner.known(facts).source).toBe('api')
    await background.signOut()
    background.people.learner.forget()
    expect(background.people.learner.known(facts)).toBe(facts)
    expect(await background.people.learner.learn(facts, signal)).toBeNull()
  })
})

describe('two mailboxes in one browser, with a partner of one name in both', () => {
  const elsewhere = () => {
    const { startMs, endMs } = seeds.single.content
    const times = { startMs: startMs + 3_600_000, endMs: endMs + 3_600_000 }
    const subject = 'もうひとつの職場の 1on1'
    return calendar().add({ organizer: workMentor, guests: [outsidePartner], subject, ...times })
  }

  it('never shows in one what was kept in the other', async () => {
    const background = await openBackground([])
    const { people } = background
    const here = onPage(seeds.single, '2026-11-26')
    const there = onPage(elsewhere(), '2026-11-26', null, outsidePartner)
    await people.judge(here, { override: 'always' })
    const names = await people.names.at(here)
    const known = names === null ? null : findByName(here, { name: '森 つかさ' }, names)
    await people.names.tell(known, names?.place ?? '', { partner: workMentor, self: workMentee })
    await people.settle()
    expect((await people.judge(here, null)).record?.pairId).toBe(await truePairId())
    const judged = await people.judge(there, null)
    expect(judged.record).toBeNull()
    expect(judged.verdict.isOffered).toBe(true)
    // Said to be a 1-on-1, it is a pair of its own.
    const other = await people.judge(there, { override: 'always' })
    expect(other.record?.pairId).not.toBe(await truePairId())
    expect(other.record?.self.email).not.toBe(workMentee)
  })

  it('learns whose mailbox it is, and knows it from then on', async () => {
    const background = await openBackground(['calendar'])
    const { people } = background
    const here = onPage(seeds.single, '2026-11-26')
    const told = await people.learner.learn(here, signal)
    expect(told?.selfEmail).toBe(workMentee)
    const next = onPage(seeds.withRoom, '2026-11-27')
    expect((await people.names.at(next))?.selfEmail).toBe(workMentee)
    expect(
      await people.names.at(onPage(elsewhere(), '2026-11-26', null, outsidePartner)),
    ).toBeNull()
  })
})

describe('without consent to the calendar', () => {
  it('nothing is asked of it, and the page’s word stands without complaint', async () => {
    const background = await openBackground([])
    await background.open(onPage(seeds.single, '2026-11-26'))
    await background.settled()
    expect(await background.frame()).toMatchObject({ isOffered: true, facts: { source: 'dom' } })
    const refresher = createUpcomingRefresher({
      providers: background.providers,
      upcoming: background.desk.stores.upcoming,
      onRead: async () => undefined,
      nowMs: background.desk.clock.nowMs,
    })
    expect(await refresher.refresh(0, signal)).toEqual({ hasNews: false, error: null })
    expect(stage.world.log.filter((one) => /calendarView|\/me\/events/.test(one.url))).toEqual([])
  })
})
