import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shareMessagesIn } from '../../lib/i18n/share-messages.ts'
import {
  contosoTenantId,
  microsoftProductScopes,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { returnFromAdminPage } from './support/microsoft-window.ts'
import { type OutlookStage, openOutlookStage } from './support/outlook-stage.ts'
import { connectByName, type ShareActor, startShareActor } from './support/share-actor.ts'

/** Two accounts of one organisation, whose policy leaves partners' files to an administrator. */
describe('two accounts of an organisation share through OneDrive', () => {
  let stage: OutlookStage
  let mentee: ShareActor
  let mentor: ShareActor
  let link = ''

  beforeAll(async () => {
    stage = await openOutlookStage({ organizer: workMentor, other: workMentee })
    mentee = await startShareActor(stage, workMentee)
    mentor = await startShareActor(stage, workMentor)
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
