import type { MicrosoftPerson } from './people.ts'

/** What a permission lets somebody do, weakest first. */
export type ItemRole = 'read' | 'write' | 'owner'

/** A link that gives access by itself. */
export interface ItemLink {
  type: 'view' | 'edit' | 'embed'
  scope: 'anonymous' | 'organization' | 'users'
  webUrl: string
  /** The app that made it: the same app gets the same link again. */
  clientId: string
}

/** Access of one person, or by one link, to an item and everything below it. */
export interface ItemPermission {
  id: string
  role: ItemRole
  /** Address of the person; null for links and for invitations nobody has answered. */
  email: string | null
  /** The address an invitation was sent to, when the world does not know whose it is. */
  invitedEmail: string | null
  link: ItemLink | null
  /** Who opened the link for good (`redeemSharingLink`). */
  redeemedBy: string[]
}

/** One stored content. Every write makes one. */
export interface ItemVersion {
  /** `1.0`, `2.0`, … */
  id: string
  bytes: Buffer
  modifiedMs: number
  modifiedBy: string
}

/**
 * A file or folder at one moment. Values are never changed in place: each change makes a new value, and the
 * old ones stay for stale reads.
 */
export interface DriveItem {
  id: string
  /** The GUID inside the tags. */
  uniqueId: string
  driveId: string
  /** Null for the root of a drive. */
  parentId: string | null
  name: string
  /** Null for folders. Oldest first otherwise; at least one. */
  versions: ItemVersion[] | null
  description: string | null
  createdMs: number
  createdBy: string
  modifiedMs: number
  modifiedBy: string
  /** Counts every change, sharing and renaming included. */
  eTagCount: number
  /** Counts changes of content. */
  cTagCount: number
  permissions: ItemPermission[]
  /** The app whose folder this is; null for everything else. */
  appFolderOf: string | null
  /** In the recycle bin: for Graph it does not exist. */
  isRecycled: boolean
  /** Somebody has it open exclusively: writes are answered 423. */
  isLocked: boolean
}

/**
 * The eTag: content and metadata. Work accounts put it in quotes, personal ones do not, and clients send back
 * what they were given.
 */
export function itemETag(item: DriveItem, owner: MicrosoftPerson): string {
  const text = `{${item.uniqueId.toUpperCase()}},${item.eTagCount}`
  return owner.isPersonal ? `a${Buffer.from(text).toString('base64url')}` : `"${text}"`
}

/** The cTag: content only. */
export function itemCTag(item: DriveItem, owner: MicrosoftPerson): string {
  const text = `c:{${item.uniqueId.toUpperCase()}},${item.cTagCount}`
  return owner.isPersonal ? `a${Buffer.from(text).toString('base64url')}` : `"${text}"`
}

/**
 * Whether a condition header names this state: one of the two tags, or `*`. Letter case counts. Only the
 * quotes of personal accounts' tags are forgiven.
 */
export function matchesTag(header: string, item: DriveItem, owner: MicrosoftPerson): boolean {
  if (header.trim() === '*') return true
  return header.split(/,\s+(?=")/).some((each) => {
    const tag = owner.isPersonal ? each.trim().replace(/^"|"$/g, '') : each.trim()
    return tag === itemETag(item, owner) || tag === itemCTag(item, owner)
  })
}

/** The current content. Throws for a folder. */
export function headVersionOf(item: DriveItem): ItemVersion {
  const head = item.versions?.at(-1)
  if (head === undefined) throw new Error(`${item.name} has no content`)
  return head
}

/** Bytes of all versions; they all count against the quota. */
export function storedBytesOf(item: DriveItem): number {
  return (item.versions ?? []).reduce((sum, version) => sum + version.bytes.length, 0)
}

/** The content type a file gets: by its name, whatever the upload said. */
export function contentTypeOf(name: string): string {
  const types: Record<string, string> = {
    md: 'text/markdown',
    txt: 'text/plain',
    json: 'application/json',
    html: 'text/html',
  }
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
