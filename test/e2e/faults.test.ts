import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../lib/base/app-error.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { FaultRule } from '../sandbox/network/faults.ts'
import { type ConsoleWatch, watchConsole } from './support/console-watch.ts'
import { readSharedFile } from './support/every-text.ts'
import {
  allowAll,
  allowCalendarOnly,
  cancelPick,
  deny,
  inGoogleWindow,
} from './support/google-window.ts'
import type { PanelHand } from './support/panel-hand.ts'
import { openStage, type Stage, weeklyTitle } from './support/stage.ts'
import { waitFor } from './support/wait-for.ts'

/**
 * What may go wrong between two people and Google, from the first press on: told in a sentence with a next
 * step, nothing lost, and all of it there when the fault is over. One story, each test goes on where the one
 * before stopped.
 */
describe('faults on the way', () => {
  let stage: Stage
  let consoles: ConsoleWatch[]
  const written: string[] = []

  beforeAll(async () => {
    stage = await openStage({ organizer: 'mentor' })
    const { mentee, mentor } = stage
    consoles = [mentee, mentor].map(({ context }) => watchConsole(context))
    for (const person of [mentee, mentor]) {
      person.context.setDefaultTimeout(20_000)
      await person.openCalendar()
      await person.openEvent(weeklyTitle)
    }
    await stage.menteeHand.pick('work')
    await stage.mentorHand.pick('growth')
  })
  afterAll(() => stage?.close())
  afterEach(() => stage.world.faults.clear())

  /** Somebody writes a line that exists nowhere else yet. */
  const writeNews = async (hand: PanelHand, kind: 'work' | 'growth'): Promise<string> => {
    const words = `ひとこと その${written.length + 1}（${kind}）`
    written.push(words)
    await hand.write(hand.words.words.topics[kind], words)
    return words
  }
  const strike = (rule: FaultRule) => stage.world.faults.add(rule)
  /** The one file that is shared; a lost answer may have left another that nobody else can see. */
  const theFile = () => {
    const files = stage.world.store.drive.all().filter((one) => one.permissions.length > 1)
    expect(files).toHaveLength(1)
    return files[0]?.id ?? ''
  }
  const expectArrived = (words: string) =>
    waitFor(`"${words}" in the file`, async () => {
      const bytes = stage.world.store.drive.get(theFile()).revisions.at(-1)?.bytes
      const file = bytes === undefined ? null : await readSharedFile(bytes)
      return file?.text.includes(words)
    })
  const expectTold = async (hand: PanelHand, code: ErrorCode): Promise<void> => {
    const shown = await hand.notice(code)
    const { text, next } = messagesIn('ja').errors[code]
    expect(shown).toContain(text)
    expect(shown).toContain(next)
  }
  const expectQuiet = (hand: PanelHand) =>
    waitFor('the notices to go', async () => (await hand.noticeCodes()).length === 0)

  describe('connecting', () => {
    it.each([
      { what: 'refused at the consent page', act: deny, code: 'auth/refused' },
      { what: 'one scope left out', act: allowCalendarOnly, code: 'auth/scope-missing' },
    ] as const)('$what', async ({ act, code }) => {
      const { mentorHand } = stage
      await mentorHand.connect(act)
      await expectTold(mentorHand, code)
    })

    it('stopped by the organisation', async () => {
      const { mentor, mentorHand, world } = stage
      const scope = 'https://www.googleapis.com/auth/drive.file'
      world.store.oauth.forbid(mentor.email, [scope])
      // The browser shows no window for a page that answers with an error.
      await mentorHand.press(mentorHand.words.panel.step.connect)
      await expectTold(mentorHand, 'auth/blocked')
      world.store.oauth.forbid(mentor.email, [])
    })

    it('works at the next press', async () => {
      const { mentorHand } = stage
      await mentorHand.connect()
      const create = { name: mentorHand.words.panel.step.create, exact: true }
      await (await mentorHand.frame()).getByRole('button', create).waitFor()
      expect(await mentorHand.noticeCodes()).toEqual([])
    })
  })

  describe('creating, sharing, attaching', () => {
    const upload = '/upload/drive/v3/files'
    const permissions = '/permissions'
    it.each([
      ['create, 429', { kind: 'status', status: 429, retryAfterS: 1 }, upload, 'net/throttled'],
      [
        'create, 403 rate',
        { kind: 'status', status: 403, reason: 'userRateLimitExceeded' },
        upload,
        'net/throttled',
      ],
      [
        'create, drive full',
        { kind: 'status', status: 403, reason: 'storageQuotaExceeded' },
        upload,
        'file/storage-full',
      ],
      ['create, 500', { kind: 'status', status: 500 }, upload, 'net/server'],
      ['create, offline', { kind: 'offline' }, upload, 'net/offline'],
      ['create, answer lost', { kind: 'lost-answer' }, upload, 'net/offline'],
      [
        'share, 403 rate',
        { kind: 'status', status: 403, reason: 'sharingRateLimitExceeded' },
        permissions,
        'net/throttled',
      ],
      ['share, 503', { kind: 'status', status: 503 }, permissions, 'net/server'],
      [
        'share, refused by policy',
        { kind: 'status', status: 403, reason: 'cannotShareOutsideDomain' },
        permissions,
        'share/refused',
      ],
    ] as const)('%s', async (_what, fault, path, code) => {
      const { mentorHand } = stage
      // Without an end: Chromium itself repeats a request whose connection broke.
      strike({ fault, path, method: 'POST' })
      await mentorHand.shareFile()
      await expectTold(mentorHand, code)
    })

    it('attach, 500: shared, told, and attached by itself at the next look', async () => {
      const { mentorHand, world, mentor, events } = stage
      const attachments = () =>
        world.store.calendar.find(mentor.email, events.weekly.id)?.content.attachments ?? []
      strike({
        fault: { kind: 'status', status: 500 },
        path: '/calendar/v3/',
        method: 'PATCH',
        times: 1,
      })
      await mentorHand.shareFile()
      await expectTold(mentorHand, 'net/server')
      await mentorHand.waitForState(mentorHand.words.panel.readers.two)
      expect(attachments()).toEqual([])
      await mentorHand.syncNow()
      await waitFor('the attachment', async () => attachments().length === 1)
      theFile()
    })
  })

  describe('picking', () => {
    it('left without a file: told, and offered again', async () => {
      const { menteeHand } = stage
      await menteeHand.connect()
      await menteeHand.openPartnersFile(cancelPick)
      await expectTold(menteeHand, 'auth/refused')
      await menteeHand.openPartnersFile()
      const words = await writeNews(menteeHand, 'work')
      await expectArrived(words)
      await expectQuiet(menteeHand)
    })
  })

  describe('reading and writing', () => {
    // The first request of a run asks for the revision; the content is fetched only where it is needed.
    const read = { method: 'GET', path: '/drive/v' } as const
    const content = { method: 'GET', path: 'alt=media' } as const
    const write = { method: 'PUT', path: '/upload/drive/v2/files' } as const
    const status = (code: number, reason = '') =>
      ({ kind: 'status', status: code, reason }) as const
    /** What strikes each of the two at the same time, and what each is told; null: nothing, it is solved. */
    it.each<[string, FaultRule, ErrorCode | null, FaultRule, ErrorCode | null]>([
      [
        '401 once; 409',
        { ...read, fault: status(401), times: 1 },
        null,
        { ...write, fault: status(409), times: 1 },
        null,
      ],
      [
        '404; 404',
        { ...read, fault: status(404) },
        'file/missing',
        { ...read, fault: status(404) },
        'file/out-of-reach',
      ],
      [
        '429 with Retry-After; 429 with Retry-After',
        { ...read, fault: { kind: 'status', status: 429, retryAfterS: 1 } },
        'net/throttled',
        { ...write, fault: { kind: 'status', status: 429, retryAfterS: 1 } },
        'net/throttled',
      ],
      [
        '403 rate limit; 403 rights',
        { ...read, fault: status(403, 'rateLimitExceeded') },
        'net/throttled',
        { ...write, fault: status(403, 'insufficientFilePermissions') },
        'file/read-only',
      ],
      [
        '403 policy; 503',
        { ...read, fault: status(403, 'domainPolicy') },
        'net/rejected',
        { ...write, fault: status(503) },
        'net/server',
      ],
      [
        '500; answer lost',
        { ...read, fault: status(500) },
        'net/server',
        { ...write, fault: { kind: 'lost-answer' } },
        'net/server',
      ],
      [
        'cut answer; 412',
        { ...content, fault: { kind: 'truncate', of: 'response', keepBytes: 200 } },
        'net/server',
        { ...write, fault: status(412), times: 1 },
        null,
      ],
    ])('%s', async (_what, toMentor, mentorCode, toMentee, menteeCode) => {
      const { mentor, mentee, mentorHand, menteeHand } = stage
      const blows = [
        strike({ ...toMentor, account: mentor.email }),
        strike({ ...toMentee, account: mentee.email }),
      ]
      await writeNews(menteeHand, 'work')
      await writeNews(mentorHand, 'growth')
      await Promise.all([menteeHand.syncNow(), mentorHand.syncNow()])
      await waitFor('the faults', async () => blows.every((one) => one.hits() > 0))
      if (menteeCode !== null) await expectTold(menteeHand, menteeCode)
      if (mentorCode !== null) await expectTold(mentorHand, mentorCode)
    })

    it('all of it arrives when the faults are over, at a press of "try again"', async () => {
      const { mentorHand, menteeHand } = stage
      const words = await writeNews(menteeHand, 'work')
      const theirs = await writeNews(mentorHand, 'growth')
      await mentorHand.press(mentorHand.words.panel.notice.retrySync)
      await menteeHand.syncNow()
      await expectArrived(words)
      await (await mentorHand.frame()).getByText(words).first().waitFor()
      await (await menteeHand.frame()).getByText(theirs).first().waitFor()
      await expectQuiet(menteeHand)
      await expectQuiet(mentorHand)
    })

    it('no network: written on, said, sent when it is back', async () => {
      const { mentee, menteeHand } = stage
      await mentee.setOffline(true)
      await menteeHand.waitForState(menteeHand.words.panel.state.offline)
      const words = await writeNews(menteeHand, 'work')
      await menteeHand.waitForState(menteeHand.words.panel.state.saved)
      await menteeHand.waitForState(menteeHand.words.panel.state.waiting)
      await mentee.setOffline(false)
      await expectArrived(words)
    })

    it('a token that ended is renewed without a word', async () => {
      const { menteeHand, world } = stage
      world.clock.advance(3_600_000)
      const words = await writeNews(menteeHand, 'work')
      await menteeHand.syncNow()
      await expectArrived(words)
      expect(await menteeHand.noticeCodes()).toEqual([])
    })

    it('a connection that was withdrawn: one press brings it back', async () => {
      const { mentee, menteeHand, world } = stage
      world.store.oauth.withdraw(mentee.email, '1234567890')
      const words = await writeNews(menteeHand, 'work')
      await menteeHand.syncNow()
      const { step } = menteeHand.words.panel
      await (await menteeHand.frame()).getByText(step.reconnectText).waitFor()
      await menteeHand.waitForState(menteeHand.words.panel.state.waiting)
      await inGoogleWindow(mentee, () => menteeHand.press(step.reconnect), allowAll)
      await expectArrived(words)
    })
  })

  it('the partner reads all of it', async () => {
    const { mentorHand } = stage
    await mentorHand.syncNow()
    await (await mentorHand.frame())
      .getByText(written.at(-1) ?? '')
      .first()
      .waitFor()
  })

  it('wrote no word of theirs to any console', () => {
    const lines = consoles.flatMap((one) => one.lines()).join('\n')
    for (const words of [...written, 'mentee@', 'mentor@', '青木', '森', weeklyTitle]) {
      expect(lines).not.toContain(words)
    }
  })
})
