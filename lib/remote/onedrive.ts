import type { DriveRecipient } from '@microsoft/microsoft-graph-types'
import { limits } from '../base/limits.ts'
import { z } from '../base/zod.ts'
import type { FileDescription, FileHome } from './file-home.ts'
import { createGraph } from './graph.ts'
import { type GraphFailure, readGraphFailure } from './graph-refusal.ts'
import type { Http, HttpOutcome } from './http.ts'
import { parseJson } from './json-body.ts'
import { neutralFile } from './neutral-file.ts'
import { itemPath, type OneDriveFileParts, openOneDriveFile } from './onedrive-file.ts'
import {
  normaliseDriveId,
  type OneDrivePlace,
  parseOneDriveLink,
  readOneDriveFileId,
  toShareId,
} from './onedrive-id.ts'
import { canWrite, findGrants, judgeOneDriveReaders } from './onedrive-readers.ts'
import { readOneDriveRefusal } from './onedrive-refusal.ts'
import {
  describeItem,
  driveItemSchema,
  type FileItem,
  permissionSchema,
  placeOf,
} from './onedrive-shapes.ts'
import { isPairId } from './pair-key.ts'
import type { Refusal } from './shared-file.ts'

const writeTimeoutMs = 60_000

/** What {@link createOneDrive} needs. */
export interface OneDriveParts extends Omit<OneDriveFileParts, 'graph' | 'http'> {
  http: Http
}

const driveSchema = z.object({ id: z.string().check(z.minLength(1)) })
const grantedSchema = z.object({ value: z.array(permissionSchema) })

/**
 * OneDrive as a home for pairs' files, for the account behind `http`, private or of an organisation. Files are
 * kept in the app's own folder, one per pair: the name is made from the pair's key, so that creating twice
 * finds the first. A file's id says where it is, whoever holds it.
 */
export function createOneDrive(parts: OneDriveParts): FileHome {
  const { http, clock } = parts
  const graph = createGraph({ http, clock })
  const badId = { kind: 'rejected', status: 400 } as const
  let ownDriveId: string | null = null

  /** Whether a drive is this account's own; false where it could not be learned. */
  async function isOwn(driveId: string, signal: AbortSignal): Promise<boolean> {
    if (ownDriveId === null) {
      const asked = await graph.read({ method: 'GET', path: '/me/drive' }, driveSchema, signal)
      if (asked.kind === 'failed') return false
      ownDriveId = normaliseDriveId(asked.value.id)
    }
    return normaliseDriveId(driveId) === ownDriveId
  }

  async function refusalOf(
    outcome: HttpOutcome,
    attempt: { isWrite: boolean; driveId: string | null },
    signal: AbortSignal,
  ): Promise<Refusal | null> {
    if (readGraphFailure(outcome, clock) === null) return null
    const isMine = attempt.driveId !== null && (await isOwn(attempt.driveId, signal))
    const hasWideConsent = await parts.hasWideConsent()
    return readOneDriveRefusal(outcome, { isWrite: attempt.isWrite, isMine, hasWideConsent }, clock)
  }

  function listPermissions(place: OneDrivePlace, signal: AbortSignal) {
    const path = `${itemPath(place)}/permissions`
    return graph.list({ method: 'GET', path }, permissionSchema, signal)
  }

  /** Own files are written by right; for others' the permissions this account is shown decide. */
  async function describe(
    item: FileItem,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; file: FileDescription } | Refusal> {
    if (item.deleted !== null) return { kind: 'gone' }
    const isMine = await isOwn(item.parentReference.driveId, signal)
    if (isMine) return { kind: 'found', file: describeItem(item, { isMine, isWritable: true }) }
    const listed = await listPermissions(placeOf(item), signal)
    const isWritable = listed.kind === 'value' && canWrite(listed.value)
    return { kind: 'found', file: describeItem(item, { isMine, isWritable }) }
  }

  async function readItem(
    outcome: HttpOutcome,
    driveId: string | null,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; file: FileDescription } | Refusal> {
    const refusal = await refusalOf(outcome, { isWrite: false, driveId }, signal)
    if (refusal !== null || outcome.kind !== 'answer') return refusal ?? { kind: 'unavailable' }
    const parsed = driveItemSchema.safeParse(parseJson(outcome.bytes))
    return parsed.success ? await describe(parsed.data, signal) : { kind: 'unavailable' }
  }

  /** The pair's file in the app's folder; null when there is none. */
  async function findByName(
    name: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'looked'; file: FileDescription | null } | Refusal> {
    const path = `/me/drive/special/approot:/${encodeURIComponent(name)}:`
    const outcome = await graph.send({ method: 'GET', path }, signal)
    if (outcome.kind === 'answer' && outcome.status === 404) return { kind: 'looked', file: null }
    const refusal = await refusalOf(outcome, { isWrite: false, driveId: null }, signal)
    if (refusal !== null || outcome.kind !== 'answer') return ownRefusal(refusal)
    const parsed = driveItemSchema.safeParse(parseJson(outcome.bytes))
    if (!parsed.success) return { kind: 'unavailable' }
    return { kind: 'looked', file: parsed.data.deleted === null ? toOwnFile(parsed.data) : null }
  }

  function toOwnFile(item: FileItem): FileDescription {
    ownDriveId = normaliseDriveId(item.parentReference.driveId)
    return describeItem(item, { isMine: true, isWritable: true })
  }

  /** 400 and 403 on sharing are the address's or the organisation's "no". */
  async function judgeShare(
    { status, refusal }: GraphFailure,
    place: OneDrivePlace,
    signal: AbortSignal,
  ): Promise<{ kind: 'share-refused' } | Refusal> {
    if (refusal.kind !== 'rejected') return refusal
    if (status === 400 || status === 403) return { kind: 'share-refused' }
    if (status !== 404) return refusal
    return { kind: (await isOwn(place.driveId, signal)) ? 'gone' : 'out-of-reach' }
  }

  return {
    provider: 'onedrive',

    open: (fileId, isMine = false) => openOneDriveFile({ ...parts, graph }, fileId, isMine),

    async findOwn(pairId, signal) {
      if (!isPairId(pairId)) return badId
      const looked = await findByName(fileNameOf(pairId), signal)
      if (looked.kind !== 'looked') return looked
      return { kind: 'found', files: looked.file === null ? [] : [looked.file] }
    },

    async create(pairId, bytes, signal) {
      if (!isPairId(pairId)) return badId
      if (bytes.length > limits.fileSizeBytes) return { kind: 'too-large' }
      const name = fileNameOf(pairId)
      const outcome = await graph.send(
        {
          method: 'PUT',
          path: `/me/drive/special/approot:/${encodeURIComponent(name)}:/content`,
          query: { '@microsoft.graph.conflictBehavior': 'fail' },
          content: { bytes, type: neutralFile.mimeType },
          timeoutMs: writeTimeoutMs,
        },
        signal,
      )
      if (outcome.kind === 'answer' && outcome.status === 409) {
        // Another device of the same person was first, or an answer was lost.
        const looked = await findByName(name, signal)
        if (looked.kind !== 'looked') return looked
        return looked.file === null
          ? { kind: 'unavailable' }
          : { kind: 'created', file: looked.file }
      }
      const refusal = await refusalOf(outcome, { isWrite: true, driveId: null }, signal)
      if (refusal !== null || outcome.kind !== 'answer') return ownRefusal(refusal)
      const parsed = driveItemSchema.safeParse(parseJson(outcome.bytes))
      if (!parsed.success) return { kind: 'unavailable' }
      return { kind: 'created', file: toOwnFile(parsed.data) }
    },

    async describe(fileId, signal) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const outcome = await graph.send({ method: 'GET', path: itemPath(place) }, signal)
      return await readItem(outcome, place.driveId, signal)
    },

    async describeLink(link, signal) {
      const url = parseOneDriveLink(link)
      if (url === null) return { kind: 'not-a-link' }
      const path = `/shares/${toShareId(url)}/driveItem`
      // Durable: later reads go by drive and item, as for any file.
      const headers = { Prefer: 'redeemSharingLinkIfNecessary' }
      const outcome = await graph.send({ method: 'GET', path, headers }, signal)
      return await readItem(outcome, null, signal)
    },

    async share(fileId, email, signal) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const listed = await listPermissions(place, signal)
      if (listed.kind === 'failed') return await judgeShare(listed.failure, place, signal)
      if (findGrants(listed.value, email).some((one) => one.isWriter)) return { kind: 'shared' }
      const recipient: DriveRecipient = { email }
      const invited = await graph.read(
        {
          method: 'POST',
          path: `${itemPath(place)}/invite`,
          json: {
            recipients: [recipient],
            roles: ['write'],
            requireSignIn: true,
            sendInvitation: false,
          },
        },
        grantedSchema,
        signal,
      )
      if (invited.kind === 'failed') return await judgeShare(invited.failure, place, signal)
      // A recipient that was left out makes no error of its own.
      return invited.value.value.length > 0 ? { kind: 'shared' } : { kind: 'share-refused' }
    },

    async unshare(fileId, email, signal) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const listed = await listPermissions(place, signal)
      if (listed.kind === 'failed') return await judgeShare(listed.failure, place, signal)
      const grants = findGrants(listed.value, email).filter(
        ({ permission }) => !permission.roles.includes('owner'),
      )
      // Taking a permission away takes it from everybody on it: that is for a person to decide.
      const isEntangled = grants.some(
        ({ permission, isAlone }) => !isAlone || permission.inheritedFrom !== null,
      )
      if (isEntangled) return { kind: 'share-refused' }
      for (const { permission } of grants) {
        const path = `${itemPath(place)}/permissions/${encodeURIComponent(permission.id)}`
        const gone = await graph.send({ method: 'DELETE', path }, signal)
        const failure = readGraphFailure(gone, clock)
        // 404: somebody took it away a moment ago.
        if (failure !== null && failure.status !== 404) {
          return await judgeShare(failure, place, signal)
        }
      }
      return { kind: 'unshared' }
    },

    async readers(fileId, selfEmail, partnerEmail, signal) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const isMine = await isOwn(place.driveId, signal)
      const listed = await listPermissions(place, signal)
      if (listed.kind === 'value') {
        const people = { selfEmail, partnerEmail, isMine }
        const readers = judgeOneDriveReaders(listed.value, people, clock.nowMs())
        return { kind: 'readers', readers }
      }
      const { status, refusal } = listed.failure
      if (refusal.kind !== 'rejected') return refusal
      if (status === 404) return { kind: isMine ? 'gone' : 'out-of-reach' }
      // One who may open the file need not be shown who else can.
      if (status !== 403) return refusal
      return { kind: 'readers', readers: { kind: 'unknown', others: [], checkedMs: clock.nowMs() } }
    },
  }
}

/** Says nothing about who or what; the digits only keep a person's pairs apart. */
function fileNameOf(pairId: string): string {
  return neutralFile.name.replace(/\.md$/, ` ${pairId.slice(0, 12)}.md`)
}

/** A refusal in one's own folder: no partner is in it. */
function ownRefusal(refusal: Refusal | null): Refusal {
  if (refusal === null) return { kind: 'unavailable' }
  const isAboutOthers = refusal.kind === 'needs-consent' || refusal.kind === 'out-of-reach'
  return isAboutOthers ? { kind: 'rejected', status: 403 } : refusal
}
