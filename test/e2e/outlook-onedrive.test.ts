import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { talkMessagesIn } from '../../lib/i18n/talk-messages.ts'
import { personalMentee, personalMentor } from '../sandbox/microsoft/usual-microsoft-people.ts'
import { everyTextOf } from './support/every-text.ts'
import { type OutlookStage, openOutlookStage } from './support/outlook-stage.ts'
import { connectByName, type ShareActor, startShareActor } from './support/share-actor.ts'
import { waitFor } from './support/wait-for.ts'

const talk = talkMessagesIn('ja')
const secret = '眠れない日が続いています'

/** Two people with private Microsoft accounts; each test goes on where the one before stopped. */
describe('two private accounts share through OneDrive', () => {
  let stage: OutlookStage
  let mentee: ShareActor
  let mentor: ShareActor
  let link = ''

  beforeAll(async () => {
    stage = await openOutlookStage({ organizer: personalMentor, other: personalMentee })
    mentee = await startShareActor(stage, personalMentee)
    mentor = await startShareActor(stage, personalMentor)
  })
  afterAll(() => stage?.close())

  it('the mentee connects, tells the two addresses and creates the note', async () => {
    const { hand, share } = mentee
    const { step } = hand.words.panel
    await hand.pick('career')
    await hand.hopeFor(hand.words.words.topics.career, 'listen')
    await connectByName(mentee)
    await share.tellAddresses({ partner: personalMentor, self: personalMentee })
    await hand.press(step.create)
    await (await hand.frame()).getByText(step.sendTitle).waitFor()
    await hand.waitForState(hand.words.panel.readers.two)
    link = await share.linkToSend()
    expect(link).toMatch(/^https:\/\//)
  })

  it('the mentor opens it by the link and sees topic and wish', async () => {
    const { hand, share } = mentor
    await connectByName(mentor)
    await share.tellAddresses({ partner: personalMentee, self: personalMentor })
    await share.pasteLink(link)
    const frame = await hand.frame()
    await frame.getByText(hand.words.words.responses.listen).first().waitFor()
    await hand.markSeen()
  })

  it('"seen", a memo and the mentor’s own topic reach the mentee', async () => {
    const { words } = mentee.hand
    await mentor.hand.pick('growth')
    await mentor.hand.hopeFor(words.words.topics.growth, 'together')
    await mentor.hand.show('talk')
    const memo = talk.memo.labelPoint(talk.memo.whole)
    const mentorFrame = await mentor.hand.frame()
    await mentorFrame.getByRole('textbox', { name: memo }).fill('声から始める')
    await mentor.hand.waitForState('最終同期')
    await mentee.hand.syncNow()
    const frame = await mentee.hand.frame()
    await mentee.hand.show('prepare')
    await frame.getByText('が見ました').first().waitFor()
    await mentee.hand.show('glance')
    await frame.getByText(words.words.responses.together).first().waitFor()
    await frame.getByText(words.panel.step.sendTitle).waitFor({ state: 'detached' })
    await mentee.hand.show('talk')
    await waitFor('the memo', async () => {
      const sheet = frame.getByRole('textbox', { name: memo })
      return (await sheet.inputValue()) === '声から始める'
    })
  })

  it('what was not shared has not left the device', async () => {
    const { hand } = mentee
    await hand.show('prepare')
    await hand.pick('wellbeing')
    await hand.write(hand.words.words.topics.wellbeing, secret)
    await hand.write(hand.words.words.topics.career, '見積りの前提が変わりそう。')
    await hand.waitForState(hand.words.panel.state.saved)
    await hand.waitForState('最終同期')
    await mentor.hand.syncNow()
    await mentor.hand.show('glance')
    await (await mentor.hand.frame()).getByText('見積りの前提が変わりそう。').first().waitFor()
    const left = await everyTextOf(stage.world)
    expect(left).toContain('見積りの前提が変わりそう。')
    expect(left).not.toContain(secret)
    expect(
      stage.world.microsoft.files.all().filter((one) => one.name.endsWith('.md')),
    ).toHaveLength(1)
  })

  it('made only requests that Graph’s own description allows', () => stage.expectLegalRequests())
})
