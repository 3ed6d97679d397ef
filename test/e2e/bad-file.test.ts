import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../lib/base/app-error.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { readSharedFile } from './support/every-text.ts'
import { injuries } from './support/injuries.ts'
import { weeklyTitle } from './support/stage.ts'
import { quarantineOf } from './support/stored-bytes.ts'
import { openSyncedStage, type SyncedStage } from './support/synced-stage.ts'
import { waitFor } from './support/wait-for.ts'

/**
 * What becomes of two people's words when their shared file is spoilt from outside. One stage for all cases;
 * each leaves the two in sync. The mentee meets the injury first: the mentor has no network meanwhile.
 */
describe('a shared file that somebody or something spoilt', () => {
  let stage: SyncedStage
  const written: string[] = []

  beforeAll(async () => {
    stage = await openSyncedStage()
  })
  afterAll(() => stage?.close())
  afterEach(() => stage.world.faults.clear())

  /** The mentee writes a line that exists nowhere else yet. */
  const writeNews = async (): Promise<string> => {
    const { menteeHand } = stage
    const words = `ひとこと その${written.length + 1}`
    written.push(words)
    await menteeHand.write(menteeHand.words.words.topics.work, words)
    return words
  }
  const keepMentorAway = () =>
    stage.world.faults.add({ fault: { kind: 'offline' }, account: stage.mentor.email })

  /** The notice of a code in both languages, with sentence and next step. */
  const expectNotice = async (code: ErrorCode): Promise<void> => {
    const { menteeHand } = stage
    for (const language of ['ja', 'en'] as const) {
      if (language === 'en') await menteeHand.speak('en')
      const shown = await menteeHand.notice(code)
      const { text, next } = messagesIn(language).errors[code]
      expect(shown).toContain(text)
      expect(shown).toContain(next)
    }
    await menteeHand.speak('ja')
  }

  /** The file is sound again and holds these words; the mentor reads them; the mentee still has them. */
  const expectHealed = async (words: string): Promise<void> => {
    const { menteeHand, mentorHand } = stage
    await waitFor('a sound file with the words', async () => {
      const file = await readSharedFile(stage.bytes())
      return file !== null && !file.isHandEdited && file.text.includes(words)
    })
    stage.world.faults.clear()
    await mentorHand.syncNow()
    await (await mentorHand.frame()).getByText(words).first().waitFor()
    expect(await menteeHand.noteOf(menteeHand.words.words.topics.work)).toBe(words)
  }

  it.each([
    { injury: 'malformed', code: 'file/corrupt', isAside: true },
    { injury: 'empty', code: 'file/corrupt', isAside: false },
    { injury: 'truncated', code: 'file/corrupt', isAside: true },
    { injury: 'bitFlipped', code: 'file/corrupt', isAside: true },
    { injury: 'handEditedTop', code: 'file/hand-edited', isAside: true },
    { injury: 'handEditedState', code: 'file/corrupt', isAside: true },
  ] as const)('$injury: told as $code, put aside, healed', async ({ injury, code, isAside }) => {
    const { world, fileId, mentee, menteeHand } = stage
    keepMentorAway()
    const spoilt = injuries[injury](stage.bytes())
    world.store.drive.write(fileId, stage.mentor.email, spoilt)
    const words = await writeNews()
    await menteeHand.syncNow()
    await expectNotice(code)
    const aside = await quarantineOf(mentee)
    const expected = { reason: code, text: new TextDecoder().decode(spoilt) }
    if (isAside) expect(aside).toContainEqual(expected)
    else expect(aside).not.toContainEqual(expected)
    await menteeHand.dismiss(code)
    await expectHealed(words)
    expect(await menteeHand.noticeCodes()).toEqual([])
  })

  it('tells what was put right until it is read, though the next run finds nothing wrong', async () => {
    const { world, fileId, mentee, menteeHand } = stage
    keepMentorAway()
    world.store.drive.write(fileId, stage.mentor.email, injuries.malformed())
    await menteeHand.syncNow()
    await menteeHand.notice('file/corrupt')
    await menteeHand.waitForState(/最終同期/)
    await mentee.stopWorker()
    await mentee.openCalendar()
    await mentee.openEvent(weeklyTitle)
    await menteeHand.notice('file/corrupt')
    await menteeHand.dismiss('file/corrupt')
    expect(await menteeHand.noticeCodes()).toEqual([])
  })

  it.each([
    { injury: 'oversized', code: 'file/too-large' },
    { injury: 'foreign', code: 'file/foreign' },
    { injury: 'newerMajor', code: 'file/newer-format' },
  ] as const)('$injury: told as $code, left untouched, read again once restored', async (one) => {
    const { world, fileId, mentee, mentor, menteeHand } = stage
    const { drive } = world.store
    keepMentorAway()
    const sound = drive.get(fileId).revisions.at(-1)?.id ?? ''
    drive.write(fileId, mentor.email, injuries[one.injury](stage.bytes()))
    const spoilt = drive.get(fileId).revisions.length
    const words = await writeNews()
    await menteeHand.syncNow()
    await expectNotice(one.code)
    expect(drive.get(fileId).revisions).toHaveLength(spoilt)
    expect(await menteeHand.text()).toContain(menteeHand.words.panel.state.waiting)
    // The worker's death changes nothing about what is told.
    await mentee.stopWorker()
    await menteeHand.notice(one.code)
    drive.restoreRevision(fileId, sound, mentor.email)
    await menteeHand.syncNow()
    await expectHealed(words)
    await waitFor('the notice to go', async () => (await menteeHand.noticeCodes()).length === 0)
  })

  it('an old revision restored: nothing is lost and nobody is troubled', async () => {
    const { world, fileId, mentor, menteeHand } = stage
    keepMentorAway()
    const oldest = world.store.drive.get(fileId).revisions[0]?.id ?? ''
    world.store.drive.restoreRevision(fileId, oldest, mentor.email)
    const words = await writeNews()
    await menteeHand.syncNow()
    await expectHealed(words)
    expect(await menteeHand.noticeCodes()).toEqual([])
  })

  it('made read-only: told, kept here, sent once writing is allowed', async () => {
    const { world, fileId, mentee, menteeHand } = stage
    world.store.drive.share(fileId, mentee.email, 'reader')
    const words = await writeNews()
    await menteeHand.syncNow()
    await expectNotice('file/read-only')
    world.store.drive.share(fileId, mentee.email, 'writer')
    await menteeHand.syncNow()
    await expectHealed(words)
    await waitFor('the notice to go', async () => (await menteeHand.noticeCodes()).length === 0)
  })

  it('the right taken away and given back', async () => {
    const { world, fileId, mentee, menteeHand } = stage
    const { drive } = world.store
    drive.unshare(fileId, drive.permissionIdOf(mentee.email))
    const words = await writeNews()
    await menteeHand.syncNow()
    await expectNotice('file/out-of-reach')
    drive.share(fileId, mentee.email, 'writer')
    await menteeHand.syncNow()
    await expectHealed(words)
    await waitFor('the notice to go', async () => (await menteeHand.noticeCodes()).length === 0)
  })

  it('the owner is offered to share again with a partner whose right is gone', async () => {
    const { world, fileId, mentee, mentorHand } = stage
    const { drive } = world.store
    drive.unshare(fileId, drive.permissionIdOf(mentee.email))
    await mentorHand.syncNow()
    await mentorHand.waitForState(mentorHand.words.panel.readers.onlyMe)
    await mentorHand.shareFile()
    await mentorHand.waitForState(mentorHand.words.panel.readers.two)
    expect(drive.get(fileId).permissions).toHaveLength(2)
  })

  it('shared by link: the state line says so', async () => {
    const { world, fileId, menteeHand } = stage
    const { drive } = world.store
    drive.shareByLink(fileId, 'reader')
    await menteeHand.syncNow()
    await menteeHand.waitForState(menteeHand.words.panel.readers.link)
    drive.unshare(fileId, 'anyoneWithLink')
    await menteeHand.syncNow()
    await menteeHand.waitForState(menteeHand.words.panel.readers.two)
  })

  it('in the bin and out of it again', async () => {
    const { world, fileId, mentor, menteeHand, mentorHand } = stage
    const { drive } = world.store
    drive.change(fileId, mentor.email, { isTrashed: true })
    await mentorHand.syncNow()
    await menteeHand.syncNow()
    await mentorHand.notice('file/missing')
    await menteeHand.notice('file/out-of-reach')
    drive.change(fileId, mentor.email, { isTrashed: false })
    for (const hand of [mentorHand, menteeHand]) {
      await hand.syncNow()
      await waitFor('the notice to go', async () => (await hand.noticeCodes()).length === 0)
    }
    expect(drive.all()).toHaveLength(1)
  })

  it('deleted: told to both; the owner shares anew, the partner picks once, all is there', async () => {
    const { world, fileId, menteeHand, mentorHand } = stage
    const { drive } = world.store
    drive.remove(fileId)
    const words = await writeNews()
    await menteeHand.syncNow()
    await expectNotice('file/out-of-reach')
    await mentorHand.syncNow()
    await mentorHand.notice('file/missing')
    // Deleting may be what somebody wants: nothing comes back by itself.
    expect(drive.all()).toEqual([])
    await mentorHand.shareFile()
    await mentorHand.waitForState(mentorHand.words.panel.readers.two)
    expect(await mentorHand.noticeCodes()).toEqual([])
    await menteeHand.syncNow()
    await menteeHand.openPartnersFile()
    await (await mentorHand.frame()).getByText(words).first().waitFor({ timeout: 30_000 })
    await waitFor('the notice to go', async () => (await menteeHand.noticeCodes()).length === 0)
  })

  it('wrote no word of theirs to any console', () => {
    const lines = [...stage.menteeConsole.lines(), ...stage.mentorConsole.lines()].join('\n')
    for (const words of [...written, 'mentee@', 'mentor@', '青木', '森', weeklyTitle]) {
      expect(lines).not.toContain(words)
    }
  })

  it('made only requests that Google’s own description allows', () => {
    stage.expectLegalRequests()
  })
})
