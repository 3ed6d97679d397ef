import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { checkLog, loadGoogleContracts } from '../../sandbox/contract-check.ts'
import { seedTwoPeople, type TwoPeople } from '../../sandbox/seeds.ts'
import { mentee, mentor } from '../../sandbox/usual-people.ts'
import { startWorld, type World } from '../../sandbox/world.ts'
import { handOf, type PanelHand } from './panel-hand.ts'
import { builtExtension, type Person, type PersonOptions, startPerson } from './person.ts'

/** A world with two people in it, each at their own browser. */
export interface Stage {
  world: World
  events: TwoPeople
  mentee: Person
  mentor: Person
  menteeHand: PanelHand
  mentorHand: PanelHand
  /** Fails when a request or an answer so far does not fit Google's discovery documents. */
  expectLegalRequests(): void
  close(): Promise<void>
}

/** Title of the weekly 1-on-1 in the seeded calendars. */
export const weeklyTitle = '森さんとの 1on1'
/** Title of the single 1-on-1. */
export const singleTitle = '青木 / 森 キャリアの話'

/** Starts the world and one or two people with the production build. */
export async function openStage(options: {
  /** Who organizes the 1-on-1s. */
  organizer: 'mentee' | 'mentor'
  /** False leaves the mentor's browser out, for stories of one. */
  hasMentor?: boolean
  person?: Partial<PersonOptions>
}): Promise<Stage> {
  if (!existsSync(`${builtExtension}/manifest.json`)) {
    throw new Error('No build in .output/chrome-mv3: run "npm run build:chrome" first')
  }
  const world = await startWorld()
  const events = seedTwoPeople(world, {
    organizer: options.organizer === 'mentee' ? mentee : mentor,
  })
  const start = (email: string) =>
    startPerson({ ...options.person, email, proxyPort: world.proxyPort })
  const first = await start(mentee)
  const second = options.hasMentor === false ? first : await start(mentor)
  const language = options.person?.language ?? 'ja'
  return {
    world,
    events,
    mentee: first,
    mentor: second,
    menteeHand: handOf(first, language),
    mentorHand: handOf(second, language),
    expectLegalRequests() {
      const documents = loadGoogleContracts()
      if (documents === null) {
        console.warn('contract check: ../shared/contracts is not here, requests were not checked')
        return
      }
      expect(checkLog(world.log, documents)).toEqual([])
    },
    async close() {
      await first.close()
      if (second !== first) await second.close()
      await world.close()
    },
  }
}
