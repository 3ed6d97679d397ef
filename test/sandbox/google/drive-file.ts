import { createHash } from 'node:crypto'

/** Access of one person (or of everybody with the link) to a file. */
export interface DrivePermission {
  id: string
  type: 'user' | 'anyone'
  role: 'owner' | 'writer' | 'commenter' | 'reader'
  /** Empty for `anyone`. */
  email: string
}

/** One stored content. Every write makes one. */
export interface DriveRevision {
  id: string
  bytes: Buffer
  mimeType: string
  modifiedMs: number
  modifiedBy: string
  keepForever: boolean
}

/**
 * A file at one moment. Values are never changed in place: each change makes a new value, and the old ones
 * stay for stale reads.
 */
export interface DriveFile {
  id: string
  name: string
  mimeType: string
  description: string | null
  ownerEmail: string
  createdMs: number
  modifiedMs: number
  modifiedBy: string
  /** When each person was given access, by address. */
  sharedMs: Record<string, number>
  /** Grows with every change, also those nobody sees. */
  version: number
  isTrashed: boolean
  /** Visible to all apps. */
  properties: Record<string, string>
  /** By Cloud project: private to its apps. */
  appProperties: Record<string, Record<string, string>>
  permissions: DrivePermission[]
  /** Oldest first; at least one. */
  revisions: DriveRevision[]
}

/** What a person may do with a file, weakest first. */
const ranks = ['reader', 'commenter', 'writer', 'owner'] as const

/** The strongest role of `email`, or null when the person may not even read. */
export function roleOf(file: DriveFile, email: string): DrivePermission['role'] | null {
  const roles = file.permissions
    .filter((permission) => permission.type === 'anyone' || permission.email === email)
    .map((permission) => permission.role)
  return [...ranks].reverse().find((rank) => roles.includes(rank)) ?? null
}

/** Whether the role allows new content, metadata and sharing. */
export function canWrite(file: DriveFile, email: string): boolean {
  const role = roleOf(file, email)
  return role === 'writer' || role === 'owner'
}

/** The current content. */
export function headOf(file: DriveFile): DriveRevision {
  const head = file.revisions.at(-1)
  if (head === undefined) throw new Error(`Drive file ${file.id} has no revision`)
  return head
}

/** The v2 etag of a file value: quoted, opaque, new with every version. */
export function etagOf(file: DriveFile): string {
  return `"${Buffer.from(`${file.id.slice(0, 6)}:${file.version}`).toString('base64url')}"`
}

/** MD5 in hex, as Drive states it. */
export function md5Of(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex')
}

/** SHA-256 in hex, as Drive states it. */
export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The address at which a person reads the file; also the form for event attachments. */
export function webViewLinkOf(file: DriveFile): string {
  return `https://drive.google.com/file/d/${file.id}/view?usp=drivesdk`
}

/** The file id in a Drive link; null for any other address. */
export function fileIdOfLink(link: string): string | null {
  if (!URL.canParse(link)) return null
  const url = new URL(link)
  if (url.host !== 'drive.google.com' && url.host !== 'docs.google.com') return null
  return /\/d\/([\w-]+)/.exec(url.pathname)?.[1] ?? url.searchParams.get('id')
}
