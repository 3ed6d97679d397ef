import { join } from 'node:path'
import { handOf } from '../e2e/support/panel-hand.ts'
import { type Person, startPerson } from '../e2e/support/person.ts'
import { weeklyTitle } from '../e2e/support/stage.ts'
import { waitFor } from '../e2e/support/wait-for.ts'
import { seedTwoPeople } from '../sandbox/seeds.ts'
import { mentee as menteeEmail, mentor as mentorEmail } from '../sandbox/usual-people.ts'
import { startWorld } from '../sandbox/world.ts'

/** How the story is told. */
export interface StoryOptions {
  language: 'ja' | 'en'
  /** Screenshots go here; it exists. */
  folder: string
  /** Told each step as it happens. */
  say: (line: string) => void
}

/** What the mentee writes, in the language of the story. */
const note = {
  ja: '異動の希望を出すか迷っています。まだ考えがまとまっていないので、まず聞いてもらえると助かります。',
  en: 'I am not sure whether to ask for a move. My thoughts are not in order yet; it would help to be heard first.',
}

/**
 * Plays the main job of the product with two people in real browsers, headless: prepare, share, open,
 * glance, seen. Throws when a step does not come true.
 */
export async function playStory({ language, folder, say }: StoryOptions): Promise<void> {
  const world = await startWorld()
  seedTwoPeople(world, { organizer: mentorEmail })
  say('The world is open: a calendar, sign-in and a drive of its own, on this machine only.')
  const people: Person[] = []
  let number = 0
  const shoot = async (person: Person, name: string) => {
    number++
    const file = `${String(number).padStart(2, '0')}-${name}.png`
    await person.page.screenshot({ path: join(folder, file) })
    say(`   picture: ${file}`)
  }
  try {
    const start = async (email: string) => {
      const person = await startPerson({ email, proxyPort: world.proxyPort, language })
      people.push(person)
      return person
    }
    const mentee = await start(menteeEmail)
    const mentor = await start(mentorEmail)
    const menteeHand = handOf(mentee, language)
    const mentorHand = handOf(mentor, language)
    const { words } = menteeHand
    const career = words.words.topics.career

    say('1. The mentee opens the 1-on-1 in the calendar. The panel opens by itself, as a glance.')
    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    await waitFor('the glance', async () => (await mentee.panelState()) === 'glance')
    await shoot(mentee, 'mentee-glance')

    say('2. Two clicks: what to talk about, and the response that would help. Saved on the device.')
    await menteeHand.pick('career')
    await menteeHand.hopeFor(career, 'listen')
    await menteeHand.write(career, note[language])
    await menteeHand.pick('wellbeing')
    await menteeHand.waitForState(words.panel.state.saved)
    await shoot(mentee, 'mentee-prepares')

    say(
      '3. The mentor connects Google and shares one file with the mentee alone; it hangs on the series.',
    )
    await mentor.openCalendar()
    await mentor.openEvent(weeklyTitle)
    await mentorHand.connect()
    await mentorHand.shareFile()
    await mentorHand.waitForState(words.panel.readers.two)

    say('4. The mentee connects and opens that file, once, in Google’s picker.')
    await menteeHand.connect()
    await shoot(mentee, 'mentee-next-step')
    await menteeHand.openPartnersFile()

    say(
      '5. The mentor sees topic and wish at a glance. The draft about health stayed on the mentee’s device.',
    )
    const glance = await mentorHand.frame()
    await glance.getByText(words.words.responses.listen).first().waitFor()
    const seen = await mentorHand.text()
    if (!seen.includes(career) || !seen.includes(note[language])) {
      throw new Error('The mentor’s glance does not show what the mentee prepared')
    }
    await shoot(mentor, 'mentor-glance')

    say('6. The mentor says "seen" by a press of their own; the mentee learns of it.')
    await mentorHand.markSeen()
    await menteeHand.show('prepare')
    const menteeFrame = await menteeHand.frame()
    await menteeFrame.getByText(words.panel.delivery.arrived).first().waitFor()
    // The words end with how long ago it was; the beginning is enough.
    const [seenWords = ''] = words.panel.prepare.seenByPartner('', '·').trim().split(' ·')
    await waitFor(
      'the mentee to learn of it',
      async () => (await menteeHand.text()).includes(seenWords),
      60_000,
    )
    await shoot(mentee, 'mentee-arrived')
    say(`Done. Pictures are in ${folder}`)
  } finally {
    for (const person of people) await person.close()
    await world.close()
  }
}
