import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { checkGraphLog, loadGraphContract } from '../../sandbox/graph-contract-check.ts'
import { type OutlookPairEvents, seedOutlookPair } from '../../sandbox/microsoft/calendar-seeds.ts'
import { startWorld, type World } from '../../sandbox/world.ts'
import { type OutlookHand, outlookHandOf } from './outlook-hand.ts'
import { handOf, type PanelHand } from './panel-hand.ts'
import { builtExtension, type Person, type PersonOptions, startPerson } from './person.ts'

/** Somebody in Outlook, with hands on the page and on the panel. */
export interface OutlookPerson {
  person: Person
  outlook: OutlookHand
  hand: PanelHand
}

/** A world with a pair that meets in Outlook: their calendars, and a browser for each who takes part. */
export interface OutlookStage {
  world: World
  events: OutlookPairEvents
  /** Starts the browser of somebody; closed with the stage. */
  start(email: string, options?: Partial<PersonOptions>): Promise<OutlookPerson>
  /** Fails when a request to Graph or an answer so far does not fit Microsoft's description. */
  expectLegalRequests(): void
  close(): Promise<void>
}

/** Title of the weekly 1-on-1 in the seeded calendars. */
export const weeklySubject = '森さんとの 1on1'
/** Title of the single 1-on-1 of the same two. */
export const singleSubject = '青木 / 森 キャリアの話'
/** Title of the 1-on-1 with a room. */
export const roomSubject = '1on1（対面）'

/** Wide enough for the panel beside a peek in the middle of the week. */
const usualWindow = { x: 0, y: 0, width: 1720, height: 900 }

/** Starts the world with the calendars of the two. */
export async function openOutlookStage(pair: {
  organizer: string
  other: string
}): Promise<OutlookStage> {
  if (!existsSync(`${builtExtension}/manifest.json`)) {
    throw new Error('No build in .output/chrome-mv3: run "npm run build:chrome" first')
  }
  const world = await startWorld()
  const events = seedOutlookPair(world.microsoft, pair.organizer, pair.other)
  const started: Person[] = []
  return {
    world,
    events,
    async start(email, options) {
      const person = await startPerson({
        window: usualWindow,
        ...options,
        email,
        proxyPort: world.proxyPort,
      })
      started.push(person)
      person.context.setDefaultTimeout(20_000)
      return { person, outlook: outlookHandOf(person), hand: handOf(person, options?.language) }
    },
    expectLegalRequests() {
      const contract = loadGraphContract()
      if (contract === null) {
        console.warn('contract check: ../shared/contracts is not here, requests were not checked')
        return
      }
      expect(checkGraphLog(world.log, contract)).toEqual([])
    },
    async close() {
      for (const person of started) await person.close()
      await world.close()
    },
  }
}
