import { checkGraphLog, loadGraphContract } from '../../sandbox/graph-contract-check.ts'
import type { World } from '../../sandbox/world.ts'
import { outlookHandOf } from '../support/outlook-hand.ts'
import { waitForPanel, waitForSync } from '../support/panel-waits.ts'
import type { Person } from '../support/person.ts'
import { type ShareHand, shareHandOf } from '../support/share-hand.ts'
import { recordInBytes } from '../support/stored-record.ts'
import { outlookCalendarHand } from './outlook-calendar-hand.ts'
import type { Seat, SharedNote, StorySetting } from './story-setting.ts'

/** Wide enough for the panel beside a peek in the middle of the week. */
const wide = { x: 0, y: 0, width: 1720, height: 900 }

/** One tier of Outlook. */
export interface OutlookTier {
  world: World
  addresses: StorySetting['addresses']
  /** Whether the calendar itself may be asked. */
  hasCalendar: boolean
}

/** What a person's part in a tier is made from. */
export interface SeatParts {
  hand: Parameters<StorySetting['seat']>[1]
  share: ShareHand
  person: Person
  email: string
  language: 'ja' | 'en'
  /** Address of whoever the meetings are with. */
  partner(): string
}

/** How the two come to one note in a tier. */
export type TierSeat = Pick<Seat, 'startSharing' | 'joinSharing'> &
  Partial<Pick<Seat, 'handOver' | 'waitUntilSent'>> & {
    /** Takes in what the other has sent, with the event just opened. */
    receive?(): Promise<void>
  }

/** Outlook's page and calendar, which the tiers have in common; `sharingOf` tells how the two come to one note. */
export function makeOutlook(
  { world, addresses, hasCalendar }: OutlookTier,
  sharingOf: (parts: SeatParts) => TierSeat,
): StorySetting {
  const { calendar, people } = world.microsoft
  let pair: string[] = []
  return {
    addresses,
    person: { window: wide },
    hoursFrom: hasCalendar ? 'calendar' : 'nobody',
    plan({ title, from, to, isWeekly = false, ...people }) {
      const [organizer, guest] = [addresses[people.organizer], addresses[people.guest]]
      pair = [organizer, guest]
      const master = calendar.add({
        organizer,
        guests: [guest],
        subject: title,
        startMs: Date.parse(from),
        endMs: Date.parse(to),
        ...(isWeekly && { recurrence: ['RRULE:FREQ=WEEKLY'] }),
        isOnlineMeeting: true,
      })
      return outlookCalendarHand(world, master)
    },
    seat(person, hand, { language, isDark }) {
      people.get(person.email).locale = language
      const outlook = outlookHandOf(person)
      const share = shareHandOf({ person, outlook, hand })
      let isSignedIn = false
      const tier = sharingOf({
        hand,
        share,
        person,
        email: person.email,
        language,
        partner: () => pair.find((one) => one !== person.email) ?? '',
      })
      return {
        handOver: async () => {},
        waitUntilSent: () => waitForSync(hand, language),
        ...tier,
        async openCalendar() {
          const query = isDark ? '?dark=painted' : ''
          if (isSignedIn) {
            await person.page.goto(`https://outlook.office.com/calendar/view/week${query}`)
            await person.page.locator('yohaku-panel').waitFor({ state: 'attached' })
          } else await outlook.openCalendar(query)
          isSignedIn = true
        },
        async openEvent(title) {
          await outlook.open(title)
          // The page shows a name: whether it is a 1-on-1 is asked once.
          const frame = await hand.frame()
          const yes = frame.getByRole('button', { name: hand.words.panel.offer.yes })
          await yes.or(frame.locator('nav.tabs')).first().waitFor()
          if (await yes.isVisible()) await yes.click()
          await waitForPanel(person)
          await tier.receive?.()
        },
      }
    },
    note: noteInOneDrive(world),
    calendarText: () =>
      JSON.stringify(
        calendar.copies.map(({ content, exceptions, attachments }) => [
          content,
          [...exceptions.values()],
          attachments.map(({ name, bytes }) => `${name} ${bytes.toString('utf8')}`),
        ]),
      ),
    attachment: {
      isExpected: hasCalendar,
      isThere: () => calendar.copies.some(({ attachments }) => attachments.length === 1),
    },
    illegalRequests() {
      const contract = loadGraphContract()
      return contract === null ? null : checkGraphLog(world.log, contract)
    },
  }
}

function noteInOneDrive({ microsoft }: World): SharedNote {
  const { files } = microsoft
  const notes = () => files.all().filter((one) => one.name.endsWith('.md') && !one.isRecycled)
  return {
    text() {
      const [note] = notes()
      return note === undefined ? '' : files.textOf(note.id)
    },
    record() {
      const [note, ...others] = notes()
      if (note === undefined || others.length > 0) throw new Error('not exactly one file')
      return recordInBytes(note.versions?.at(-1)?.bytes ?? Buffer.alloc(0))
    },
    writers() {
      const [note] = notes()
      if (note === undefined) return []
      const guests = note.permissions.filter(({ role }) => role === 'write')
      return [files.ownerOf(note).email, ...guests.map((one) => one.email ?? 'a link')]
    },
  }
}
