import type { World } from '../../sandbox/world.ts'
import type { PanelHand } from '../support/panel-hand.ts'
import type { Person } from '../support/person.ts'

/** One of the two who prepare a 1-on-1, before a calendar of one of the two worlds. */
export interface JobPerson {
  person: Person
  hand: PanelHand
  /** Opens the calendar (again). */
  openCalendar(): Promise<void>
  /** Opens the weekly 1-on-1, until the panel beside it is there; answers what is asked the first time. */
  openWeekly(): Promise<void>
  /** Connects the account and allows all that this world has to give. */
  connect(): Promise<void>
  /** Takes the step that opens the partner's file, which the event led to. */
  openPartnersFile(): Promise<void>
  /** Comes to the partner's file by the link to it, and takes that step. */
  openByLink(): Promise<void>
}

/** The one shared file, whichever provider has it. */
export interface SharedFile {
  owner: string
  /** Addresses that may read and write, the owner left out. */
  writers: string[]
  /** The file as it is now. */
  text: string
}

/** The main job in one world: the calendars of two people, and a browser with the production build for each. */
export interface MainJob {
  world: World
  mentee: JobPerson
  /** Organizes the series. */
  mentor: JobPerson
  /** Throws unless there is exactly one file. */
  file(): SharedFile
  /** The weekly series as somebody's own calendar has it. */
  series(email: string): {
    /** How many files hang on it, and how many of them lead to the shared one. */
    attached: number
    leading: number
    /** All there is of it, attachments included. */
    text: string
  }
  /** Fails when a request or an answer so far does not fit the provider's own description. */
  expectLegalRequests(): void
  close(): Promise<void>
}

/** Opens a world with the main job to be done in it. */
export type OpenMainJob = () => Promise<MainJob>
