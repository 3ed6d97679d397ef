import type { FilePicker } from '../auth/token-provider.ts'
import type { ErrorCode } from '../base/app-error.ts'
import type { CalendarApi, CalendarEvent, EventAttachment } from '../calendar/calendar-api.ts'
import { findPairFileIds } from '../calendar/pair-attachment.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { PairId } from '../model/people.ts'
import type { Readers } from '../model/sync-status.ts'
import type { FileDescription, FileHome } from '../remote/file-home.ts'
import { buildDriveUrl } from '../remote/file-link.ts'
import { neutralFile } from '../remote/neutral-file.ts'
import type { FileRef, PairRecord, PairStore } from '../storage/ports.ts'
import { canonicalFile, isUsable } from './canonical-file.ts'
import { codeOfRefusal } from './refusal-code.ts'

/** What linking needs: the two people's file, and the event it hangs on. */
export interface LinkDependencies {
  pairs: PairStore
  tokens: FilePicker
  homeOf: (account: string) => FileHome
  calendarOf: (account: string) => CalendarApi
  /** The pair's document as the bytes of a file. */
  encodeFile: (pairId: PairId) => Promise<Uint8Array>
  nowMs: () => number
}

/** How two people's file comes to be, is found, and hangs on their event. */
export interface PairLink {
  /**
   * Looks at the event through the API: finds a file the partner attached, and attaches ours where we
   * organize and nothing is attached. Safe to call at any time; returns a code only when something needs
   * the person.
   */
  refresh(pairId: PairId, facts: EventFacts | null, signal: AbortSignal): Promise<ErrorCode | null>
  /** Creates or finds our file, shares it with the partner's address, attaches it where we may. */
  share(pairId: PairId, facts: EventFacts | null, signal: AbortSignal): Promise<ErrorCode | null>
  /** The picker step; null lets the person choose. Adds what was picked to the pair. */
  pick(
    pairId: PairId,
    fileId: string | null,
    facts: EventFacts | null,
    signal: AbortSignal,
  ): Promise<ErrorCode | null>
  /** Notes a file of this pair that the token may not open yet (from a link or an attachment). */
  noteCandidate(pairId: PairId, fileId: string): Promise<void>
}

/** Builds the use case. */
export function createPairLink(dependencies: LinkDependencies): PairLink {
  const { pairs, tokens } = dependencies

  const keepFile = (pairId: PairId, file: FileRef): Promise<PairRecord | null> =>
    pairs.update(pairId, (record) =>
      record === null
        ? null
        : {
            ...record,
            files: [...record.files.filter((one) => one.fileId !== file.fileId), file],
          },
    )

  const changeFile = (pairId: PairId, fileId: string, change: Partial<FileRef>) =>
    pairs.update(pairId, (record) =>
      record === null
        ? null
        : {
            ...record,
            files: record.files.map((one) => (one.fileId === fileId ? { ...one, ...change } : one)),
          },
    )

  /** A new file is in the place of those that are gone. */
  const dropGone = (pairId: PairId, newFileId: string): Promise<PairRecord | null> =>
    pairs.update(pairId, (record) =>
      record === null
        ? null
        : {
            ...record,
            problem: record.problem === 'file/missing' ? null : record.problem,
            files: record.files.filter((one) => one.fileId === newFileId || one.trouble !== 'gone'),
          },
    )

  const toRef = (
    file: FileDescription,
    old: FileRef | undefined,
    isAccessible: boolean,
  ): FileRef => ({
    provider: 'google',
    fileId: file.fileId,
    url: file.url,
    createdMs: file.createdMs,
    isMine: file.isMine,
    isAccessible,
    isShared: old?.isShared ?? !file.isMine,
    isAttached: old?.isAttached ?? false,
  })

  const readEvent = async (
    record: PairRecord,
    facts: EventFacts | null,
    signal: AbortSignal,
  ): Promise<CalendarEvent | null> => {
    if (facts === null || facts.host !== 'google') return null
    const found = await dependencies
      .calendarOf(record.account)
      .get(facts.calendarId, facts.eventId, signal)
    return found.kind === 'found' ? found.event : null
  }

  const refreshReaders = async (record: PairRecord, signal: AbortSignal): Promise<void> => {
    const file = canonicalFile(record.files)
    if (file === null || record.partner.email === null) return
    const answer = await dependencies
      .homeOf(record.account)
      .readers(file.fileId, record.account, record.partner.email, signal)
    const readers: Readers =
      answer.kind === 'readers'
        ? answer.readers
        : // Permissions we could not read are unknown, never assumed to be what they were.
          { kind: 'unknown', others: [], checkedMs: dependencies.nowMs() }
    await pairs.update(record.pairId, (old) => (old === null ? null : { ...old, readers }))
    // The partner's right was taken away: sharing again is the owner's press.
    if (file.isMine && readers.kind === 'only-me') {
      await changeFile(record.pairId, file.fileId, { isShared: false })
    }
  }

  const attach = async (
    record: PairRecord,
    event: CalendarEvent | null,
    signal: AbortSignal,
  ): Promise<ErrorCode | null> => {
    const file = canonicalFile(record.files)
    if (file === null || event === null || !event.canAttach || file.isAttached) return null
    if (record.files.some((one) => one.isAttached && one.trouble === undefined)) return null
    const { facts } = event
    const outcome = await dependencies
      .calendarOf(record.account)
      .attach(facts.calendarId, facts.seriesId ?? facts.eventId, neutralAttachment(file), signal)
    switch (outcome.kind) {
      case 'attached':
        await changeFile(record.pairId, file.fileId, { isAttached: true })
        return null
      case 'not-organizer':
        // Rights may have changed since the event was read: the link can still be sent.
        return null
      case 'full':
        return 'attach/full'
      default:
        return codeOfRefusal(outcome)
    }
  }

  const adopt = async (
    record: PairRecord,
    attachments: readonly EventAttachment[],
    signal: AbortSignal,
  ): Promise<PairRecord> => {
    let current = record
    for (const fileId of findPairFileIds(attachments)) {
      const old = current.files.find((one) => one.fileId === fileId)
      if (old?.isAttached === true && (old.isAccessible || old.trouble === 'lost')) continue
      const described = await dependencies.homeOf(record.account).describe(fileId, signal)
      const ref =
        described.kind === 'found'
          ? toRef(described.file, old, true)
          : (old ?? candidate(fileId, buildDriveUrl(fileId)))
      current = (await keepFile(record.pairId, { ...ref, isAttached: true })) ?? current
    }
    return current
  }

  /** The owner may have given back the right to open a file, or taken it out of the trash. */
  const findLost = async (record: PairRecord, signal: AbortSignal): Promise<PairRecord> => {
    let current = record
    for (const lost of record.files.filter((one) => one.trouble === 'lost')) {
      const described = await dependencies.homeOf(record.account).describe(lost.fileId, signal)
      if (described.kind !== 'found') continue
      current = (await keepFile(record.pairId, toRef(described.file, lost, true))) ?? current
    }
    return current
  }

  return {
    async refresh(pairId, facts, signal) {
      const known = await pairs.get(pairId)
      if (known === null) return null
      const record = await findLost(known, signal)
      const event = await readEvent(record, facts, signal)
      const adopted = event === null ? record : await adopt(record, event.attachments, signal)
      const error = await attach(adopted, event, signal)
      await refreshReaders(adopted, signal)
      return error
    },

    async share(pairId, facts, signal) {
      const known = await pairs.get(pairId)
      if (known === null || known.partner.email === null) return 'share/refused'
      const record = await findLost(known, signal)
      const partnerEmail = known.partner.email
      const home = dependencies.homeOf(record.account)
      const event = await readEvent(record, facts, signal)
      const adopted = event === null ? record : await adopt(record, event.attachments, signal)
      if (adopted.files.some((one) => !one.isMine && !one.isAccessible)) return 'file/needs-pick'
      if (!adopted.files.some((one) => !one.isMine && isUsable(one))) {
        const error = await makeOwn(adopted, partnerEmail, home, signal)
        if (error !== null) return error
      }
      const current = (await pairs.get(pairId)) ?? adopted
      const error = await attach(current, event, signal)
      await refreshReaders(current, signal)
      return error
    },

    async pick(pairId, fileId, facts, signal) {
      const record = await pairs.get(pairId)
      if (record === null) return 'internal/unexpected'
      const picked = await tokens.pick(record.account, fileId, signal)
      if (!picked.ok) return picked.error
      const home = dependencies.homeOf(record.account)
      for (const id of picked.value) {
        const described = await home.describe(id, signal)
        if (described.kind !== 'found') return codeOfRefusal(described)
        const old = record.files.find((one) => one.fileId === id)
        await keepFile(pairId, toRef(described.file, old, true))
      }
      const current = (await pairs.get(pairId)) ?? record
      const event = await readEvent(current, facts, signal)
      const error = await attach(current, event, signal)
      await refreshReaders(current, signal)
      return error
    },

    async noteCandidate(pairId, fileId) {
      const record = await pairs.get(pairId)
      if (record === null || record.files.some((one) => one.fileId === fileId)) return
      await keepFile(pairId, candidate(fileId, buildDriveUrl(fileId)))
    },
  }

  async function makeOwn(
    record: PairRecord,
    partnerEmail: string,
    home: FileHome,
    signal: AbortSignal,
  ): Promise<ErrorCode | null> {
    // A create whose answer was lost left a file behind: look before making another.
    const own = await home.findOwn(record.pairId, signal)
    if (own.kind !== 'found') return codeOfRefusal(own)
    let file = own.files[0] ?? null
    if (file === null) {
      const made = await home.create(
        record.pairId,
        await dependencies.encodeFile(record.pairId),
        signal,
      )
      if (made.kind !== 'created') return codeOfRefusal(made)
      file = made.file
    }
    const old = record.files.find((one) => one.fileId === file.fileId)
    await keepFile(record.pairId, toRef(file, old, true))
    await dropGone(record.pairId, file.fileId)
    const shared = await home.share(file.fileId, partnerEmail, signal)
    if (shared.kind === 'share-refused') return 'share/refused'
    if (shared.kind !== 'shared') return codeOfRefusal(shared)
    await changeFile(record.pairId, file.fileId, { isShared: true })
    return null
  }
}

/** A file known by id alone; a date beyond all others keeps it from being canonical before it is read. */
function candidate(fileId: string, url: string): FileRef {
  return {
    provider: 'google',
    fileId,
    url,
    createdMs: Number.MAX_SAFE_INTEGER,
    isMine: false,
    isAccessible: false,
    isShared: true,
    isAttached: false,
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
