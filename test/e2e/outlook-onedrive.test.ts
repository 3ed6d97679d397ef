import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shareMessagesIn } from '../../lib/i18n/share-messages.ts'
import { talkMessagesIn } from '../../lib/i18n/talk-messages.ts'
import {
  contosoTenantId,
  microsoftProductScopes,
  personalMentee,
  personalMentor,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { everyTextOf } from './support/every-text.ts'
import { acceptAs, returnFromAdminPage } from './support/microsoft-window.ts'
import {
  type OutlookPerson,
  type OutlookStage,
  openOutlookStage,
  weeklySubject,
} from './support/outlook-stage.ts'
import { type ShareHand, shareHandOf } from './support/share-hand.ts'
import { waitFor } from './support/wait-for.ts'

const talk = talkMessagesIn('ja')
const secret = '眠れない日が続いています'

type Actor = OutlookPerson & { share: ShareHand }

async function startActor(stage: OutlookStage, email: string): Promise<Actor> {
  const one = await stage.start(email)
  const actor = { ...one, share: shareHandOf(one) }
  await actor.share.typeAppId()
  await one.outlook.openCalendar()
  await one.outlook.open(weeklySubject)
  await actor.share.confirm()
  return actor
}

/** Connects, to where the panel asks for addresses: what it shows before that may still be drawn anew. */
async function connectByName({ person, hand, share }: Actor): Promise<void> {
  const { step } = hand.words.panel
  await share.inWindow(step.connect, acceptAs(person.email))
  await (await hand.frame()).getByText(step.tellTitle).waitFor()
}

/** Two people with private Microsoft accounts; each test goes on where the one before stopped. */
describe('two private accounts share through OneDrive', () => {
  let stage: OutlookStage
  let mentee: Actor
  let mentor: Actor
  let link = ''

  beforeAll(async () => {
    stage = await openOutlookStage({ organizer: personalMentor, other: personalMentee })
    mentee = await startActor(stage, personalMentee)
    mentor = await startActor(stage, personalMentor)
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

/** Two accounts of one organisation, whose policy leaves partners' files to an administrator. */
describe('two accounts of an organisation share through OneDrive', () => {
  let stage: OutlookStage
  let mentee: Actor
  let mentor: Actor
  let link = ''

  beforeAll(async () => {
    stage = await openOutlookStage({ organizer: workMentor, other: workMentee })
    mentee = await startActor(stage, workMentee)
    mentor = await startActor(stage, workMentor)
    const { hand, share } = mentee
    const { step } = hand.words.panel
    await hand.pick('career')
    await hand.hopeFor(hand.words.words.topics.career, 'listen')
    await connectByName(mentee)
    await share.tellAddresses({ partner: workMentor, self: workMentee })
    await hand.press(step.create)
    await (await hand.frame()).getByText(step.sendTitle).waitFor()
    link = await share.linkToSend()
  })
  afterAll(() => stage?.close())

  it('says in one sentence what is missing when the partner’s file answers 403', async () => {
    const { hand, share } = mentor
    const { step } = hand.words.panel
    await connectByName(mentor)
    await share.tellAddresses({ partner: workMentee, self: workMentor })
    await share.pasteLink(link)
    const frame = await hand.frame()
    await frame.getByText(step.consentTitle).waitFor()
    await hand.notice('file/needs-consent')
    expect(await hand.noticeCodes()).toEqual(['file/needs-consent'])
  })

  it('says that the organisation withholds it, and local work goes on', async () => {
    const { hand, share } = mentor
    const { step, state } = hand.words.panel
    // Entra may say no more than that somebody said no.
    await share.inWindow(step.consent, returnFromAdminPage(workMentor))
    await hand.notice('auth/refused')
    await hand.dismiss('auth/refused')
    stage.world.microsoft.habits.entra.adminNeededReturn = 'AADSTS90094'
    await share.inWindow(step.consent, returnFromAdminPage(workMentor))
    await hand.notice('auth/admin-policy')
    await hand.pick('growth')
    await hand.waitForState(state.saved)
    await share.showSharing()
    const { admin } = shareMessagesIn('ja')
    const text = (await hand.frame()).getByRole('textbox', { name: admin.label })
    expect(await text.inputValue()).toContain('Files.ReadWrite.All')
    await hand.show('glance')
  })

  it('says so of the calendar, too, and when this place is not allowed; nothing waits for it', async () => {
    const { hand, share } = mentor
    const { state } = hand.words.panel
    const { entra } = stage.world.microsoft
    const { allowCalendar } = shareMessagesIn('ja').tier
    await share.showSharing()
    await share.inWindow(allowCalendar, returnFromAdminPage(workMentor))
    await hand.notice('auth/admin-policy')
    await hand.dismiss('auth/admin-policy')
    // Conditional access ends on a page of Microsoft's own, which the browser does not even show.
    entra.setConditionalAccess(workMentor, 'blocked')
    await hand.press(allowCalendar)
    await hand.notice('auth/blocked')
    await hand.dismiss('auth/blocked')
    await hand.show('glance')
    await hand.hopeFor(hand.words.words.topics.growth, 'advice')
    await hand.waitForState(state.saved)
    entra.setConditionalAccess(workMentor, null)
  })

  it('opens it once the administrator has approved', async () => {
    const { hand } = mentor
    const { step } = hand.words.panel
    stage.world.microsoft.entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, [
      ...microsoftProductScopes,
      'Files.ReadWrite.All',
    ])
    // Nothing is asked anymore, so no window is shown.
    await hand.press(step.consent)
    await (await hand.frame()).getByText(hand.words.words.responses.listen).first().waitFor()
    await hand.waitForState('最終同期')
    await mentee.hand.syncNow()
    const theirs = await mentee.hand.partnerTopic(mentee.hand.words.words.topics.growth)
    await theirs.waitFor()
    expect(await hand.noticeCodes()).toEqual([])
  })

  it('tells when a new rule ends the connection, keeps what is written, and goes on after it', async () => {
    const { hand } = mentor
    const { step, state } = hand.words.panel
    const { entra } = stage.world.microsoft
    entra.setConditionalAccess(workMentor, 'blocked')
    entra.expireTokens(workMentor)
    await hand.hopeFor(hand.words.words.topics.growth, 'together')
    await hand.waitForState(state.saved)
    await hand.syncNow()
    const frame = await hand.frame()
    await frame.getByText(step.reconnectTitle(step.provider.microsoft)).waitFor()
    await hand.press(step.reconnect)
    await hand.notice('auth/blocked')
    await hand.dismiss('auth/blocked')
    entra.setConditionalAccess(workMentor, null)
    await hand.press(step.reconnect)
    await hand.waitForState('最終同期')
    await mentee.hand.syncNow()
    const theirs = await mentee.hand.partnerTopic(mentee.hand.words.words.topics.growth)
    await theirs.getByText(mentee.hand.words.words.responses.together).waitFor()
  })

  it('made only requests that Graph’s own description allows', () => stage.expectLegalRequests())
})
