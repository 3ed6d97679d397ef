import type { ErrorCode } from '../base/app-error.ts'
import type { CalendarEvent, EventAttachment } from '../calendar/calendar-api.ts'
import { findPairFiles } from '../calendar/pair-attachment.ts'
import { type AccountRef, providerOfHost } from '../model/account.ts'
import type { EventFacts } from '../model/event-facts.ts'
import { neutralFile } from '../remote/neutral-file.ts'
import type { FileRef, PairRecord } from '../storage/ports.ts'
import { canonicalFile } from './canonical-file.ts'
import { chooseAccount } from './choose-account.ts'
import type { FileFinder } from './file-finder.ts'
import { candidateFile, type FileKeeper, isSameFile } from './file-keeper.ts'
import type { Providers } from './providers.ts'
import { codeOfRefusal } from './refusal-code.ts'

/** An event as its calendar's API tells it, and the account in whose calendar it is. */
export interface ReadEvent {
  event: CalendarEvent
  account: AccountRef
}

/** The files of a pair as they hang on its event. */
export interface EventFiles {
  /** Null where no API reads the event. */
  read(record: PairRecord, facts: EventFacts | null, signal: AbortSignal): Promise<ReadEvent | null>
  /** Notes the pair's files among the attachments; resolves to the record after it. */
  adopt(
    record: PairRecord,
    attachments: readonly EventAttachment[],
    signal: AbortSignal,
  ): Promise<PairRecord>
  /**
   * Attaches the pair's file where nothing of the pair is attached and we may; what a calendar cannot hold is
   * left out. Returns a code only when something needs the person.
   */
  attach(record: PairRecord, read: ReadEvent | null, signal: AbortSignal): Promise<ErrorCode | null>
}

/** Builds it. */
export function createEventFiles(parts: {
  providers: Pick<Providers, 'accounts' | 'calendarOf'>
  keeper: FileKeeper
  look: FileFinder['look']
  /** The calendar told of an event, which is named here as the page names it. */
  onEventRead: (facts: EventFacts) => void
}): EventFiles {
  const { providers, keeper, look, onEventRead } = parts
  return {
    async read(record, facts, signal) {
      if (facts === null) return null
      const accounts = await providers.accounts()
      const account = chooseAccount(record, providerOfHost(facts.host), accounts)
      const calendar = account === null ? null : providers.calendarOf(account)
      const found = await calendar?.get(facts.calendarId, facts.eventId, signal, facts)
      if (account === null || found?.kind !== 'found') return null
      onEventRead({ ...found.event.facts, eventId: facts.eventId })
      return { event: found.event, account }
    },

    async adopt(record, attachments, signal) {
      let current = record
      for (const named of findPairFiles(attachments)) {
        const old = current.files.find((one) => isSameFile(one, named))
        // What is in trouble was looked at a moment ago.
        if (old?.isAttached === true && (old.isAccessible || old.trouble !== undefined)) continue
        const ref = (await look(record, named, old, signal)) ?? old ?? candidateFile(named)
        current = (await keeper.keep(record.pairId, { ...ref, isAttached: true })) ?? current
      }
      return current
    },

    async attach(record, read, signal) {
      const file = canonicalFile(record.files)
      if (file === null || read === null || !read.event.canAttach || file.isAttached) return null
      const calendar = providers.calendarOf(read.account)
      // What a calendar cannot hold goes by link.
      if (calendar === null || !calendar.attaches.includes(file.provider)) return null
      if (record.files.some((one) => one.isAttached && one.trouble === undefined)) return null
      const { facts } = read.event
      const outcome = await calendar.attach(
        facts.calendarId,
        facts.seriesId ?? facts.eventId,
        neutralAttachment(file),
        signal,
      )
      switch (outcome.kind) {
        case 'attached':
          await keeper.change(record.pairId, file, { isAttached: true })
          return null
        // Rights may have changed since the event was read: the link can still be sent.
        case 'not-organizer':
          return null
        case 'full':
          return 'attach/full'
        default:
          return codeOfRefusal(outcome)
      }
    },
  }
}

/** What every guest of the event can see of the attachment: nothing that tells about its content. */
function neutralAttachment(file: FileRef) {
  return {
    fileId: file.fileId,
    fileUrl: file.url,
    title: neutralFile.name,
    mimeType: neutralFile.mimeType,
  }
}
