import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { startWorld, type World } from '../../sandbox/world.ts'
import { handOf, type PanelHand } from '../support/panel-hand.ts'
import { builtExtension, type Person, type PersonOptions, startPerson } from '../support/person.ts'
import { type TalkHand, talkHandOf } from '../support/talk-hand.ts'
import { type Camera, openCamera } from './camera.ts'
import type {
  CalendarHand,
  MakeSetting,
  PlannedMeeting,
  Role,
  Seat,
  StorySetting,
} from './story-setting.ts'

/** One of the people of a long story, with hands on every screen of the panel. */
export interface Actor
  extends Omit<PanelHand, 'show' | 'connect' | 'shareFile' | 'openPartnersFile'>,
    Omit<TalkHand, 'words'>,
    Pick<Seat, 'startSharing' | 'joinSharing'> {
  person: Person
  language: 'ja' | 'en'
  /** Opens the calendar as it is today and presses the event with this title. */
  open(title: string): Promise<void>
  /** The same while the 1-on-1 is on, up to its memos. */
  openRunning(title: string): Promise<void>
  /** A minute later: folds the panel, and waits until everything of this person is where the other finds it. */
  leave(): Promise<void>
}

/** A world with two people in it whose time can be moved by weeks. */
export interface StoryStage
  extends Pick<StorySetting, 'note' | 'calendarText' | 'attachment' | 'hoursFrom'> {
  world: World
  /** Speaks Japanese, by day. */
  mentee: Actor
  /** Speaks English, in the dark. */
  partner: Actor
  /** Addresses of the two. */
  emails: { mentee: string; partner: string }
  camera: Camera
  /** Puts a 1-on-1 into both calendars. */
  plan(meeting: PlannedMeeting): CalendarHand
  /** Moves the world and both browsers to a moment in ISO 8601 with an offset. */
  travel(to: string): Promise<void>
  /** Lets minutes go by without anybody moving. */
  pass(minutes: number): Promise<void>
  /** Fails when a request or an answer so far does not fit the provider's own description. */
  expectLegalRequests(): void
  close(): Promise<void>
}

/** Starts a world at a moment, and the two people in it. */
export async function openStoryStage(options: {
  setting: MakeSetting
  startsAt: string
  partner: Exclude<Role, 'mentee'>
  /** Of the partner, who may live elsewhere. */
  partnerTimeZone?: string
  /** Begins the names of the pictures; absent where none are taken. */
  pictures?: string
}): Promise<StoryStage> {
  if (!existsSync(`${builtExtension}/manifest.json`)) {
    throw new Error('No build in .output/chrome-mv3: run "npm run build:chrome" first')
  }
  const startMs = Date.parse(options.startsAt)
  const world = await startWorld({ startMs })
  const setting = options.setting(world)
  const emails = {
    mentee: setting.addresses.mentee,
    partner: setting.addresses[options.partner],
  }
  const common = { ...setting.person, proxyPort: world.proxyPort, nowMs: startMs }
  const pass = async (minutes: number): Promise<void> => {
    world.clock.advance(minutes * 60_000)
    const nowMs = world.clock.nowMs()
    await Promise.all([mentee, partner].map(({ person }) => person.setClock(nowMs)))
  }
  const mentee: Actor = await startActor(
    { ...common, email: emails.mentee, language: 'ja' },
    setting,
    pass,
  )
  const partner: Actor = await startActor(
    {
      ...common,
      email: emails.partner,
      language: 'en',
      colorScheme: 'dark',
      ...(options.partnerTimeZone !== undefined && { timeZone: options.partnerTimeZone }),
    },
    setting,
    pass,
  )
  return {
    world,
    mentee,
    partner,
    emails,
    note: setting.note,
    camera: openCamera(options.pictures ?? null),
    plan: setting.plan,
    calendarText: setting.calendarText,
    attachment: setting.attachment,
    hoursFrom: setting.hoursFrom,
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
      const illegal = setting.illegalRequests()
      if (illegal === null) {
        console.warn('contract check: ../shared/contracts is not here, requests were not checked')
        return
      }
      expect(illegal).toEqual([])
    },
    async close() {
      await Promise.all([mentee.person.close(), partner.person.close()])
      await world.close()
    },
  }
}

async function startActor(
  options: PersonOptions,
  setting: StorySetting,
  pass: StoryStage['pass'],
): Promise<Actor> {
  const person = await startPerson(options)
  person.context.setDefaultTimeout(20_000)
  const language = options.language ?? 'ja'
  const hand = handOf(person, language)
  const seat = setting.seat(person, hand, { language, isDark: options.colorScheme === 'dark' })
  const talk = talkHandOf(person, language)
  const actor: Actor = {
    ...hand,
    ...talk,
    ...seat,
    person,
    language,
    async open(title) {
      await seat.openCalendar()
      await seat.openEvent(title)
    },
    async openRunning(title) {
      await actor.open(title)
      if (setting.hoursFrom !== 'page') await talk.show('talk')
    },
    async leave() {
      // Runs of sync keep some seconds between them. Folded away, the panel waits for no more words.
      await pass(1)
      await seat.handOver()
      await hand.collapse()
      await seat.waitUntilSent()
    },
  }
  return actor
}
