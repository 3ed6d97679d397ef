import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { checkLog, loadGoogleContracts } from '../../sandbox/contract-check.ts'
import { startWorld, type World } from '../../sandbox/world.ts'
import { type Camera, openCamera } from './camera.ts'
import { handOf, type PanelHand } from './panel-hand.ts'
import { builtExtension, type Person, type PersonOptions, startPerson } from './person.ts'
import { type TalkHand, talkHandOf } from './talk-hand.ts'
import { waitFor } from './wait-for.ts'

/** One of the people of a long story, with hands on every screen of the panel. */
export interface Actor extends Omit<PanelHand, 'show'>, Omit<TalkHand, 'words'> {
  person: Person
  language: 'ja' | 'en'
  /** Opens the calendar as it is today and presses the event with this title. */
  open(title: string): Promise<void>
  /** A minute later: folds the panel, and waits until everything of this person has reached the shared file. */
  leave(): Promise<void>
}

/** A world with two people in it whose time can be moved by weeks. */
export interface StoryStage {
  world: World
  /** Speaks Japanese, by day. */
  mentee: Actor
  /** Speaks English, in the dark. */
  partner: Actor
  camera: Camera
  /** Moves the world and both browsers to a moment in ISO 8601 with an offset. */
  travel(to: string): Promise<void>
  /** Lets minutes go by without anybody moving. */
  pass(minutes: number): Promise<void>
  expectLegalRequests(): void
  close(): Promise<void>
}

/** The page's hostility has stories of its own; this one is long. */
const calmPage = '?storm=light&late=0'

/** Starts a world at a moment, and the two people in it. */
export async function openStoryStage(options: {
  startsAt: string
  mentee: string
  partner: string
  /** Of the partner, who may live elsewhere. */
  partnerTimeZone?: string
  /** Begins the names of the pictures. */
  pictures: string
}): Promise<StoryStage> {
  if (!existsSync(`${builtExtension}/manifest.json`)) {
    throw new Error('No build in .output/chrome-mv3: run "npm run build:chrome" first')
  }
  const startMs = Date.parse(options.startsAt)
  const world = await startWorld({ startMs })
  const common = { proxyPort: world.proxyPort, nowMs: startMs }
  const pass = async (minutes: number): Promise<void> => {
    world.clock.advance(minutes * 60_000)
    const nowMs = world.clock.nowMs()
    await Promise.all([mentee, partner].map(({ person }) => person.setClock(nowMs)))
  }
  const mentee: Actor = await startActor(
    { ...common, email: options.mentee, language: 'ja' },
    calmPage,
    pass,
  )
  const partner: Actor = await startActor(
    {
      ...common,
      email: options.partner,
      language: 'en',
      colorScheme: 'dark',
      ...(options.partnerTimeZone !== undefined && { timeZone: options.partnerTimeZone }),
    },
    `${calmPage}&dark=1&hl=en`,
    pass,
  )
  return {
    world,
    mentee,
    partner,
    camera: openCamera(options.pictures),
    async travel(to) {
      const nowMs = Date.parse(to)
      world.clock.set(nowMs)
      await Promise.all(
        [mentee, partner].map(async ({ person }) => {
          await person.page.goto('about:blank')
          await person.setClock(nowMs)
        }),
      )
    },
    pass,
    expectLegalRequests() {
      const documents = loadGoogleContracts()
      if (documents === null) {
        console.warn('contract check: ../shared/contracts is not here, requests were not checked')
        return
      }
      expect(checkLog(world.log, documents)).toEqual([])
    },
    async close() {
      await Promise.all([mentee.person.close(), partner.person.close()])
      await world.close()
    },
  }
}

async function startActor(
  options: PersonOptions,
  query: string,
  pass: StoryStage['pass'],
): Promise<Actor> {
  const person = await startPerson(options)
  person.context.setDefaultTimeout(20_000)
  const language = options.language ?? 'ja'
  const hand = handOf(person, language)
  let isSignedIn = false
  return {
    ...hand,
    ...talkHandOf(person, language),
    person,
    language,
    async open(title) {
      if (isSignedIn) await person.page.goto(`https://calendar.google.com/calendar/u/0/r${query}`)
      else await person.openCalendar(query)
      isSignedIn = true
      await waitFor('the panel host', () => person.panelState())
      await person.openEvent(title)
      await waitFor('the panel', async () => {
        const state = await person.panelState()
        return state === 'glance' || state === 'open'
      })
      await (await person.panel()).locator('nav.tabs').waitFor()
    },
    async leave() {
      const frame = await hand.frame()
      // Runs of sync keep some seconds between them. Folded away, the panel waits for no more words.
      await pass(1)
      await hand.collapse()
      await frame
        .locator('footer', { hasText: syncedWords[language] })
        .waitFor({ state: 'attached' })
    },
  }
}

const syncedWords = { ja: '最終同期', en: 'synced' }
