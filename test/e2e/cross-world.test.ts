import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shareMessagesIn } from '../../lib/i18n/share-messages.ts'
import { addEvent } from '../sandbox/google/event-builders.ts'
import { personalMentor } from '../sandbox/microsoft/usual-microsoft-people.ts'
import { mentee as googleMentee } from '../sandbox/usual-people.ts'
import { everyTextOf } from './support/every-text.ts'
import { allowAll, inGoogleWindow, pickAll, type WindowAct } from './support/google-window.ts'
import { type OutlookPerson, type OutlookStage, openOutlookStage } from './support/outlook-stage.ts'
import { type ShareHand, shareHandOf } from './support/share-hand.ts'

type Actor = OutlookPerson & { share: ShareHand }

const title = '青木 / 森 ふたつの暦'
const secret = '眠れない日が続いています'
const words = shareMessagesIn('ja')

/**
 * A mentee in Google Calendar and a mentor in Outlook, with the same build: one pair, one file, in the
 * mentee's Google Drive. Each test goes on where the one before stopped.
 */
describe('a pair across Google Calendar and Outlook', () => {
  let stage: OutlookStage
  let mentee: Actor
  let mentor: Actor

  beforeAll(async () => {
    stage = await openOutlookStage({ organizer: personalMentor, other: 'mentee@outlook.example' })
    const { world, events } = stage
    const { startMs } = events.single.content
    const times = { startMs: startMs - 24 * 3_600_000, endMs: startMs - 23 * 3_600_000 }
    // Google takes any address as an account's; the mentor has one with that of the mailbox.
    world.store.people.add({ email: personalMentor, name: '森 つかさ' })
    const guests = [googleMentee, personalMentor]
    const event = addEvent(world.store, { organizer: googleMentee, guests, title, ...times })
    world.microsoft.calendar.add({
      organizer: googleMentee,
      organizerName: '青木 はる',
      guests: [personalMentor],
      subject: title,
      foreignUid: `${event.id}@google.com`,
      ...times,
    })
    const start = async (email: string): Promise<Actor> => {
      const one = await stage.start(email)
      return { ...one, share: shareHandOf(one) }
    }
    mentee = await start(googleMentee)
    mentor = await start(personalMentor)
    await mentee.person.openCalendar()
    await mentee.person.openEvent(title)
    await mentor.outlook.openCalendar()
    await mentor.outlook.open(title)
    await mentor.share.confirm()
  })
  afterAll(() => stage?.close())

  /** One writes the note as a file, the other takes it in. */
  async function handOver(from: Actor, to: Actor): Promise<void> {
    await from.share.showSharing()
    const [download] = await Promise.all([
      from.person.page.waitForEvent('download'),
      from.hand.press(words.exchange.export),
    ])
    await to.share.showSharing()
    const frame = await to.hand.frame()
    await frame.locator('input[type=file]').setInputFiles(await download.path())
    await frame.getByText(words.exchange.imported).waitFor()
    for (const { hand } of [from, to]) await hand.show('glance')
  }

  it('hands the note over as a file, both ways, without any account', async () => {
    await mentee.hand.pick('career')
    await mentee.hand.hopeFor(mentee.hand.words.words.topics.career, 'listen')
    await mentee.hand.pick('wellbeing')
    await mentee.hand.write(mentee.hand.words.words.topics.wellbeing, secret)
    await mentor.share.tellAddresses({ partner: googleMentee, self: personalMentor })
    await mentor.hand.pick('growth')
    for (const { hand } of [mentor, mentee]) await hand.waitForState(hand.words.panel.state.saved)
    await handOver(mentee, mentor)
    const theirs = await mentor.hand.partnerTopic(mentor.hand.words.words.topics.career)
    await theirs.getByText(mentor.hand.words.words.responses.listen).waitFor()
    await handOver(mentor, mentee)
    await (await mentee.hand.partnerTopic(mentee.hand.words.words.topics.growth)).waitFor()
    expect(stage.world.log).toEqual([])
  })

  it('tells the mentor plainly that the note asks for a Google account', async () => {
    await mentee.hand.connect()
    await mentee.hand.shareFile()
    await mentee.hand.waitForState(mentee.hand.words.panel.readers.two)
    await mentee.share.showSharing()
    const link = await mentee.share.linkToSend()
    const { step } = mentor.hand.words.panel
    await mentor.hand.typeClientId()
    await mentor.person.page.bringToFront()
    await mentor.share.pasteLink(link)
    const frame = await mentor.hand.frame()
    await frame.getByText(step.visitTitle.google).waitFor()
    await frame.getByText(step.visitText.google).waitFor()
  })

  it('lets the mentor connect it, pick the file, and goes on in one file', async () => {
    const { step } = mentor.hand.words.panel
    const asMentor =
      (act: WindowAct): WindowAct =>
      async (page) => {
        // Nobody is signed in to Google in a browser that knows Outlook alone.
        await page.locator(`button[name=account][value="${personalMentor}"]`).click()
        await act(page)
      }
    await inGoogleWindow(mentor.person, () => mentor.hand.press(step.connect), asMentor(allowAll))
    await mentor.hand.openPartnersFile(pickAll)
    await mentor.hand.waitForState('最終同期')
    await mentor.hand.markSeen()
    await mentor.hand.show('prepare')
    await mentor.hand.hopeFor(mentor.hand.words.words.topics.growth, 'together')
    await mentor.hand.waitForState('最終同期')
    await mentee.hand.show('glance')
    await mentee.hand.syncNow()
    const theirs = await mentee.hand.partnerTopic(mentee.hand.words.words.topics.growth)
    await theirs.getByText(mentee.hand.words.words.responses.together).waitFor()
    expect(stage.world.store.drive.all()).toHaveLength(1)
    expect(await everyTextOf(stage.world)).not.toContain(secret)
    stage.expectLegalRequests()
  })
})
