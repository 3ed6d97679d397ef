import type { drive_v3 } from '@googleapis/drive'
import type { Random } from '../base/clock.ts'
import { limits } from '../base/limits.ts'
import { normaliseEmail } from '../model/people.ts'
import type { FileDescription, FileHome } from './file-home.ts'
import { isDriveFileId, parseFileLink } from './file-link.ts'
import { type DriveParts, openDriveFile } from './google-drive-file.ts'
import { readDriveRefusal } from './google-drive-refusal.ts'
import {
  describeFields,
  type Permission,
  readFile,
  readFilePage,
  readPermissionPage,
} from './google-drive-shapes.ts'
import { driveUrls } from './google-drive-urls.ts'
import { judgeReaders, unknownReaders } from './google-readers.ts'
import { readGoogleFailure } from './google-refusal.ts'
import type { HttpOutcome, HttpRequest } from './http.ts'
import { buildMultipart } from './multipart.ts'
import { neutralFile } from './neutral-file.ts'
import { isPairId } from './pair-key.ts'
import type { Refusal } from './shared-file.ts'

/** Lists longer than this many pages are not read to their end. */
const pageLimit = 20
const listBytes = 4 * 1024 * 1024

/** Roles that can write. https://developers.google.com/workspace/drive/api/guides/ref-roles */
const writerRoles = ['owner', 'organizer', 'fileOrganizer', 'writer']

/**
 * Google Drive as a home for pairs' files, for the account behind `http`. The pair's key is kept in
 * `appProperties`, which only our own app can read; the file's name says nothing.
 */
export function createGoogleDrive(parts: DriveParts & { random: Random }): FileHome {
  const { http, clock } = parts
  const badId = { kind: 'rejected', status: 400 } as const

  function refusalOf(outcome: HttpOutcome, isWrite: boolean): Refusal | null {
    return readDriveRefusal(outcome, { isWrite, isMine: false }, clock)
  }

  /** All pages of a list, or the first refusal. A page that does not parse is a provider's failure. */
  async function listAll<T>(
    requestPage: (pageToken: string | null) => HttpRequest,
    readPage: (body: Uint8Array) => { items: T[]; nextPageToken: string | null } | null,
    signal: AbortSignal,
  ): Promise<{ kind: 'listed'; items: T[] } | { kind: 'refused'; outcome: HttpOutcome }> {
    const items: T[] = []
    let pageToken: string | null = null
    for (let page = 0; page < pageLimit; page++) {
      const outcome = await http.send(requestPage(pageToken), signal)
      if (readGoogleFailure(outcome, clock) !== null || outcome.kind !== 'answer') {
        return { kind: 'refused', outcome }
      }
      const read = readPage(outcome.bytes)
      if (read === null) return { kind: 'refused', outcome: cutAnswer(outcome.status) }
      items.push(...read.items)
      pageToken = read.nextPageToken
      if (pageToken === null) break
    }
    return { kind: 'listed', items }
  }

  function listPermissions(fileId: string, signal: AbortSignal) {
    return listAll<Permission>(
      (pageToken) => ({
        method: 'GET',
        url: driveUrls.permissions(fileId, pageToken),
        maxBytes: listBytes,
      }),
      readPermissionPage,
      signal,
    )
  }

  function grantWriter(
    fileId: string,
    email: string,
    isNotified: boolean,
    signal: AbortSignal,
  ): Promise<HttpOutcome> {
    const permission: drive_v3.Schema$Permission = {
      type: 'user',
      role: 'writer',
      emailAddress: email,
    }
    return http.send(
      {
        method: 'POST',
        url: driveUrls.share(fileId, isNotified),
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(permission),
        maxBytes: listBytes,
      },
      signal,
    )
  }

  async function describe(
    fileId: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; file: FileDescription } | Refusal> {
    if (!isDriveFileId(fileId)) return badId
    const outcome = await http.send(
      { method: 'GET', url: driveUrls.file(fileId, describeFields), maxBytes: listBytes },
      signal,
    )
    const refusal = refusalOf(outcome, false)
    if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
    const read = readFile(outcome.bytes)
    if (read === null) return { kind: 'unavailable' }
    return read.isTrashed ? { kind: 'gone' } : { kind: 'found', file: read.file }
  }

  return {
    provider: 'google',

    open: (fileId, isMine = false) => openDriveFile(parts, fileId, isMine),

    async findOwn(pairId, signal) {
      if (!isPairId(pairId)) return badId
      // Without `'me' in owners` the partner's file would be found as well, once it was picked.
      const q = `appProperties has { key='yohakuPair' and value='${pairId}' } and 'me' in owners and trashed = false`
      const listed = await listAll<FileDescription>(
        (pageToken) => ({
          method: 'GET',
          url: driveUrls.list(q, describeFields, pageToken),
          maxBytes: listBytes,
        }),
        readFilePage,
        signal,
      )
      if (listed.kind === 'refused') {
        return refusalOf(listed.outcome, false) ?? { kind: 'unavailable' }
      }
      const files = listed.items.toSorted(
        (a, b) => a.createdMs - b.createdMs || (a.fileId < b.fileId ? -1 : 1),
      )
      return { kind: 'found', files }
    },

    async create(pairId, bytes, signal) {
      if (!isPairId(pairId)) return badId
      if (bytes.length > limits.fileSizeBytes) return { kind: 'too-large' }
      const metadata: drive_v3.Schema$File = {
        name: neutralFile.name,
        mimeType: neutralFile.mimeType,
        appProperties: { yohakuPair: pairId, yohakuFormat: '1' },
      }
      const { body, contentType } = buildMultipart(
        metadata,
        bytes,
        neutralFile.mimeType,
        parts.random,
      )
      const outcome = await http.send(
        {
          method: 'POST',
          url: driveUrls.create(describeFields),
          headers: { 'Content-Type': contentType },
          body,
          maxBytes: listBytes,
          timeoutMs: 60_000,
        },
        signal,
      )
      const refusal = refusalOf(outcome, true)
      if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
      const created = readFile(outcome.bytes)
      return created === null ? { kind: 'unavailable' } : { kind: 'created', file: created.file }
    },

    describe,

    async describeLink(link, signal) {
      const fileId = parseFileLink(link)
      return fileId === null ? { kind: 'not-a-link' } : await describe(fileId, signal)
    },

    async share(fileId, email, signal) {
      if (!isDriveFileId(fileId)) return badId
      const listed = await listPermissions(fileId, signal)
      if (listed.kind === 'refused') return judgeShare(listed.outcome)
      const wanted = normaliseEmail(email)
      const canWrite = listed.items.some(
        (one) =>
          one.type === 'user' &&
          normaliseEmail(one.emailAddress) === wanted &&
          writerRoles.includes(one.role),
      )
      if (canWrite) return { kind: 'shared' }
      const quiet = await grantWriter(fileId, email, false, signal)
      const failure = readGoogleFailure(quiet, clock)
      if (failure === null) return { kind: 'shared' }
      // An address without a Google account cannot be invited silently: Drive insists on its mail.
      // https://developers.google.com/workspace/drive/api/guides/manage-sharing
      if (failure.status !== 400) return judgeShare(quiet)
      const notified = await grantWriter(fileId, email, true, signal)
      return readGoogleFailure(notified, clock) === null ? { kind: 'shared' } : judgeShare(notified)
    },

    async unshare(fileId, email, signal) {
      if (!isDriveFileId(fileId)) return badId
      const listed = await listPermissions(fileId, signal)
      if (listed.kind === 'refused') return judgeShare(listed.outcome)
      const wanted = normaliseEmail(email)
      const theirs = listed.items.filter(
        (one) =>
          one.type === 'user' &&
          one.role !== 'owner' &&
          normaliseEmail(one.emailAddress) === wanted,
      )
      for (const { id } of theirs) {
        const gone = await http.send(
          { method: 'DELETE', url: driveUrls.permission(fileId, id), maxBytes: listBytes },
          signal,
        )
        const failure = readGoogleFailure(gone, clock)
        // 404: somebody took it away a moment ago.
        if (failure !== null && failure.status !== 404) return judgeShare(gone)
      }
      return { kind: 'unshared' }
    },

    async readers(fileId, selfEmail, partnerEmail, signal) {
      if (!isDriveFileId(fileId)) return badId
      const listed = await listPermissions(fileId, signal)
      if (listed.kind === 'listed') {
        const readers = judgeReaders(listed.items, selfEmail, partnerEmail, clock.nowMs())
        return { kind: 'readers', readers }
      }
      const refusal = refusalOf(listed.outcome, true) ?? { kind: 'unavailable' }
      // A reader may open the file and still not see who else can.
      return refusal.kind === 'read-only'
        ? { kind: 'readers', readers: unknownReaders(clock.nowMs()) }
        : refusal
    },
  }

  /** 400 and 403 on sharing are the address's or the organisation's "no". */
  function judgeShare(outcome: HttpOutcome): { kind: 'share-refused' } | Refusal {
    const refusal = refusalOf(outcome, true) ?? { kind: 'unavailable' }
    if (refusal.kind === 'read-only') return { kind: 'share-refused' }
    const isPolicy =
      refusal.kind === 'rejected' && (refusal.status === 400 || refusal.status === 403)
    return isPolicy ? { kind: 'share-refused' } : refusal
  }
}

/** A success whose body does not parse: as good as an answer that was cut. */
function cutAnswer(status: number): HttpOutcome {
  return { kind: 'lost', why: 'offline', status }
}
