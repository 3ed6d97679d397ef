import { checkLog, loadGoogleContracts } from '../../sandbox/contract-check.ts'
import { addEvent } from '../../sandbox/google/event-builders.ts'
import { mentee, mentor, third } from '../../sandbox/usual-people.ts'
import { waitForPanel, waitForSync } from '../support/panel-waits.ts'
import { recordInBytes } from '../support/stored-record.ts'
import { googleCalendarHand } from './google-calendar-hand.ts'
import type { MakeSetting } from './story-setting.ts'

/** The page's hostility has stories of its own; this one is long. */
const calmPage = '?storm=light&late=0'

/** Google Calendar, with one file in the organizer's Drive. */
export const inGoogle: MakeSetting = (world) => {
  const addresses = { mentee, mentor, leader: third }
  const copies = () => Object.values(addresses).flatMap((one) => world.store.calendar.copies(one))
  return {
    addresses,
    person: {},
    hoursFrom: 'page',
    plan({ title, from, to, isWeekly = false, ...people }) {
      const [organizer, guest] = [addresses[people.organizer], addresses[people.guest]]
      const event = addEvent(world.store, {
        organizer,
        guests: [organizer, guest],
        title,
        startMs: Date.parse(from),
        endMs: Date.parse(to),
        ...(isWeekly && { recurrence: ['RRULE:FREQ=WEEKLY'] }),
        hasMeet: true,
      })
      return googleCalendarHand(world, organizer, event.id)
    },
    seat(person, hand, { language, isDark }) {
      const query = `${calmPage}${isDark ? '&dark=1' : ''}${language === 'en' ? '&hl=en' : ''}`
      let isSignedIn = false
      return {
        async openCalendar() {
          if (isSignedIn) {
            await person.page.goto(`https://calendar.google.com/calendar/u/0/r${query}`)
            await person.page.locator('yohaku-panel').waitFor({ state: 'attached' })
          } else await person.openCalendar(query)
          isSignedIn = true
        },
        async openEvent(title) {
          await person.openEvent(title)
          await waitForPanel(person)
        },
        async startSharing() {
          await hand.connect()
          await hand.shareFile()
          await hand.waitForState(hand.words.panel.readers.two)
        },
        async joinSharing() {
          await hand.connect()
          await hand.openPartnersFile()
        },
        handOver: async () => {},
        waitUntilSent: () => waitForSync(hand, language),
      }
    },
    note: {
      text() {
        const [file] = world.store.drive.all()
        return file === undefined ? '' : world.store.drive.textOf(file.id)
      },
      record() {
        const [file, ...others] = world.store.drive.all()
        if (file === undefined || others.length > 0) throw new Error('not exactly one file')
        return recordInBytes(file.revisions.at(-1)?.bytes ?? Buffer.alloc(0))
      },
      writers() {
        const [file] = world.store.drive.all()
        return (file?.permissions ?? [])
          .filter(({ role }) => role === 'owner' || role === 'writer')
          .toSorted((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner'))
          .map(({ email }) => email ?? '')
      },
    },
    calendarText: () => JSON.stringify(copies()),
    attachment: {
      isExpected: true,
      isThere: () => copies().some(({ content }) => content.attachments.length === 1),
    },
    illegalRequests() {
      const documents = loadGoogleContracts()
      return documents === null ? null : checkLog(world.log, documents)
    },
  }
}
