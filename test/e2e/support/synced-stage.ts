import { headOf } from '../../sandbox/google/drive-file.ts'
import { type ConsoleWatch, watchConsole } from './console-watch.ts'
import { openStage, type Stage, weeklyTitle } from './stage.ts'

/** Two people who already share one file and have read each other's words. */
export interface SyncedStage extends Stage {
  /** Id of the shared file; the mentor owns it. */
  fileId: string
  /** Bytes of the file now. */
  bytes(): Buffer
  menteeConsole: ConsoleWatch
  mentorConsole: ConsoleWatch
}

/**
 * Brings two people to the point where the stories of faults begin: the mentor organizes the series, has
 * created, shared and attached the file; the mentee has picked it; one topic of each has arrived.
 */
export async function openSyncedStage(): Promise<SyncedStage> {
  const stage = await openStage({ organizer: 'mentor' })
  const { mentee, mentor, menteeHand, mentorHand, world } = stage
  const menteeConsole = watchConsole(mentee.context)
  const mentorConsole = watchConsole(mentor.context)
  for (const { context } of [mentee, mentor]) context.setDefaultTimeout(20_000)
  const begin = async (who: 'mentee' | 'mentor'): Promise<void> => {
    const [person, hand] = who === 'mentee' ? [mentee, menteeHand] : [mentor, mentorHand]
    await person.openCalendar()
    await person.openEvent(weeklyTitle)
    await hand.pick(who === 'mentee' ? 'work' : 'growth')
    await hand.connect()
  }
  await begin('mentor')
  await mentorHand.shareFile()
  await mentorHand.waitForState(mentorHand.words.panel.readers.two)
  await begin('mentee')
  await menteeHand.openPartnersFile()
  await (await menteeHand.frame()).getByText(menteeHand.words.words.topics.growth).nth(1).waitFor()
  const [file] = world.store.drive.all()
  if (file === undefined) throw new Error('no file')
  return {
    ...stage,
    fileId: file.id,
    bytes: () => headOf(world.store.drive.get(file.id)).bytes,
    menteeConsole,
    mentorConsole,
  }
}
