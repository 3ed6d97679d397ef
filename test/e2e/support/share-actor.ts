import { acceptAs } from './microsoft-window.ts'
import { type OutlookPerson, type OutlookStage, weeklySubject } from './outlook-stage.ts'
import { type ShareHand, shareHandOf } from './share-hand.ts'

/** Somebody in Outlook who shares. */
export type ShareActor = OutlookPerson & { share: ShareHand }

/** Starts somebody's browser, and opens the weekly 1-on-1 with the partner known by name. */
export async function startShareActor(stage: OutlookStage, email: string): Promise<ShareActor> {
  const one = await stage.start(email)
  const actor = { ...one, share: shareHandOf(one) }
  await actor.share.typeAppId()
  await one.outlook.openCalendar()
  await one.outlook.open(weeklySubject)
  await actor.share.confirm()
  return actor
}

/** Connects, to where the panel asks for addresses: what it shows before that may still be drawn anew. */
export async function connectByName({ person, hand, share }: ShareActor): Promise<void> {
  const { step } = hand.words.panel
  await share.inWindow(step.connect, acceptAs(person.email))
  await (await hand.frame()).getByText(step.tellTitle).waitFor()
}
