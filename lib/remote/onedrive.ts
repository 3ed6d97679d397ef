import type { DriveRecipient } from '@microsoft/microsoft-graph-types'
import { limits } from '../base/limits.ts'
import { z } from '../base/zod.ts'
import type { FileDescription, FileHome } from './file-home.ts'
import { createGraph, type GraphAnswer } from './graph.ts'
import { type GraphFailure, readGraphFailure } from './graph-refusal.ts'
import type { Http, HttpOutcome } from './http.ts'
import { parseJson } from './json-body.ts'
import { neutralFile } from './neutral-file.ts'
import { itemPath, type OneDriveFileParts, openOneDriveFile, sharePath } from './onedrive-file.ts'
import {
  normaliseDriveId,
  type OneDrivePlace,
  parseOneDriveLink,
  readOneDriveFileId,
} from './onedrive-id.ts'
import { findGrants, hasNameless, isWriter, judgeOneDriveReaders } from './onedrive-readers.ts'
import { readOneDriveRefusal } from './onedrive-refusal.ts'
import {
  describeItem,
  driveItemSchema,
  type FileItem,
  type FilePermission,
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
  /** Whom permissions were given to, by their id: Graph need not tell addresses afterwards. */
  const known = new Map<string, string>()

  /** Whether a drive is this account's own; false where it could not be learned. */
  async function isOwn(driveId: string, signal: AbortSignal): Promise<boolean> {
    if (ownDriveId === null) {
      const asked = await graph.read({ method: 'GET', path: '/me/drive' }, driveSchema, signal)
      if (asked.kind === 'failed') return false
      ownDriveId = normaliseDriveId(asked.value.id)
    }
    return normaliseDriveId(driveId) === ownDriveId
  }

  function listPermissions(place: OneDrivePlace, signal: AbortSignal) {
    const path = `${itemPath(place)}/permissions`
    return graph.list({ method: 'GET', path }, permissionSchema, signal)
  }

  /** Lets an address write; the permissions that were given, or were there. */
  async function invite(
    place: OneDrivePlace,
    email: string,
    sendInvitation: boolean,
    signal: AbortSignal,
  ): Promise<GraphAnswer<FilePermission[]>> {
    const recipient: DriveRecipient = { email }
    const body = { recipients: [recipient], roles: ['write'], requireSignIn: true, sendInvitation }
    const path = `${itemPath(place)}/invite`
    const answer = await graph.read({ method: 'POST', path, json: body }, grantedSchema, signal)
    if (answer.kind === 'failed') return answer
    for (const permission of answer.value.value) known.set(permission.id, email)
    return { kind: 'value', value: answer.value.value }
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
    // Where nobody tells, a write will.
    const isWritable = listed.kind === 'failed' || listed.value.some(isWriter)
    return { kind: 'found', file: describeItem(item, { isMine, isWritable }) }
  }

  async function describeOutcome(
    outcome: HttpOutcome,
    driveId: string | null,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; file: FileDescription } | Refusal> {
    const item = readFileItem(outcome)
    if (item !== null) return await describe(item, signal)
    const isMine = driveId !== null && (await isOwn(driveId, signal))
    const attempt = { isWrite: false, isMine, hasWideConsent: await parts.hasWideConsent() }
    return readOneDriveRefusal(outcome, attempt, clock) ?? { kind: 'unavailable' }
  }

  /** The pair's file in the app's folder; null when there is none. */
  async function findByName(
    name: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'looked'; file: FileDescription | null } | Refusal> {
    const path = `/me/drive/special/approot:/${encodeURIComponent(name)}:`
    const outcome = await graph.send({ method: 'GET', path }, signal)
    if (outcome.kind === 'answer' && outcome.status === 404) return { kind: 'looked', file: null }
    const failure = readGraphFailure(outcome, clock)
    if (failure !== null) return failure.refusal
    const parsed = readFileItem(outcome)
    if (parsed === null) return { kind: 'unavailable' }
    return { kind: 'looked', file: parsed.deleted === null ? toOwnFile(parsed) : null }
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

    open: (fileId, isMine = false, url) =>
      openOneDriveFile({ ...parts, graph }, fileId, { isMine, url: url ?? null }),

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
      const failure = readGraphFailure(outcome, clock)
      if (failure !== null) return failure.status === 413 ? { kind: 'too-large' } : failure.refusal
      const item = readFileItem(outcome)
      return item === null ? { kind: 'unavailable' } : { kind: 'created', file: toOwnFile(item) }
    },

    async describe(fileId, signal) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const outcome = await graph.send({ method: 'GET', path: itemPath(place) }, signal)
      return await describeOutcome(outcome, place.driveId, signal)
    },

    async describeLink(link, signal) {
      const url = parseOneDriveLink(link)
      if (url === null) return { kind: 'not-a-link' }
      // For good, not for this request alone: later ones go by drive and item, as for any file.
      // https://learn.microsoft.com/graph/api/shares-get
      const headers = { Prefer: 'redeemSharingLink' }
      const outcome = await graph.send({ method: 'GET', path: sharePath(url), headers }, signal)
      return await describeOutcome(outcome, null, signal)
    },

    async share(fileId, email, signal) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const listed = await listPermissions(place, signal)
      if (listed.kind === 'failed') return await judgeShare(listed.failure, place, signal)
      const grants = findGrants(listed.value, email, { known })
      const standing = grants.find((one) => isWriter(one.permission))
      if (standing !== undefined) return { kind: 'shared', grant: standing.permission.id }
      const quiet = await invite(place, email, false, signal)
      // People outside an organisation are let in by Microsoft's own mail only.
      const isMailNeeded = quiet.kind === 'failed' && quiet.failure.status === 400
      const invited = isMailNeeded ? await invite(place, email, true, signal) : quiet
      if (invited.kind === 'failed') return await judgeShare(invited.failure, place, signal)
      // A recipient that was left out makes no error of its own.
      const [given] = invited.value
      return given === undefined ? { kind: 'share-refused' } : { kind: 'shared', grant: given.id }
    },

    async unshare(fileId, email, signal) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const listed = await listPermissions(place, signal)
      if (listed.kind === 'failed') return await judgeShare(listed.failure, place, signal)
      let grants = findGrants(listed.value, email, { known })
      if (grants.length === 0 && hasNameless(listed.value, { known })) {
        // One of them may be the one: inviting again names the permission that is there already.
        const named = await invite(place, email, false, signal)
        if (named.kind === 'failed') return await judgeShare(named.failure, place, signal)
        grants = named.value.map((permission) => ({ permission, isAlone: true }))
      }
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
        known.delete(permission.id)
      }
      return { kind: 'unshared' }
    },

    async readers(fileId, selfEmail, partnerEmail, signal, partnerGrant) {
      const place = readOneDriveFileId(fileId)
      if (place === null) return badId
      const isMine = await isOwn(place.driveId, signal)
      const listed = await listPermissions(place, signal)
      if (listed.kind === 'value') {
        // Graph need not tell who it is afterwards, and this life need not be the one that shared.
        if (partnerGrant !== undefined) known.set(partnerGrant, partnerEmail)
        const facts = { selfEmail, partnerEmail, isMine, known }
        const readers = judgeOneDriveReaders(listed.value, facts, clock.nowMs())
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

/** The file in a success; null for anything else. */
function readFileItem(outcome: HttpOutcome): FileItem | null {
  const isSuccess = outcome.kind === 'answer' && outcome.status >= 200 && outcome.status < 300
  const parsed = isSuccess ? driveItemSchema.safeParse(parseJson(outcome.bytes)) : null
  return parsed?.success === true ? parsed.data : null
}
