import { handOf } from '../e2e/support/panel-hand.ts'
import { startPerson } from '../e2e/support/person.ts'
import { seedTwoPeople } from '../sandbox/seeds.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { startWorld } from '../sandbox/world.ts'

/**
 * Opens the world with two windows side by side, each with the production build, consent given and the
 * world's client id typed into the options. Ends when both windows are closed.
 */
export async function openWindows(language: 'ja' | 'en'): Promise<void> {
  const world = await startWorld()
  seedTwoPeople(world, { organizer: mentor })
  const start = async (email: string, x: number) => {
    const person = await startPerson({
      email,
      proxyPort: world.proxyPort,
      language,
      isHeaded: true,
      window: { x, y: 0, width: 960, height: 900 },
    })
    await handOf(person, language).typeClientId()
    await person.openCalendar()
    return person
  }
  const people = [await start(mentee, 0), await start(mentor, 960)]
  console.log(`
Two people, side by side: ${mentee} (left, mentee) and ${mentor} (right, mentor).

  1. Left: open the 1-on-1 on Wednesday, pick a topic and the response that would help.
  2. Right: open the same event, connect Google in the panel, press share.
  3. Left: connect Google, open the partner's note. The right panel shows your topic.

Everything happens on this machine. Close both windows to end.`)
  await Promise.all(people.map((person) => person.context.waitForEvent('close', { timeout: 0 })))
  await world.close()
}
