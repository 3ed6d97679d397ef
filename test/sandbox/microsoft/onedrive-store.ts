import type { WorldClock } from '../world-clock.ts'
import { randomToken, type WorldRandom } from '../world-random.ts'
import {
  type DriveItem,
  headVersionOf,
  type ItemLink,
  type ItemPermission,
  storedBytesOf,
} from './onedrive-item.ts'
import { guidOf, type MicrosoftDirectory, type MicrosoftPerson } from './people.ts'

/** What creating a file needs. */
export interface NewItem {
  driveId: string
  parentId: string
  name: string
  bytes: Buffer
  /** Address of the author. */
  by: string
}

/** All OneDrives of the world. No rights are checked here: tests and the API handlers both use it. */
export interface OneDriveStore {
  /** The root of a person's drive; made on first use. */
  root(person: MicrosoftPerson): DriveItem
  /** The app's folder (`Apps/<app>`, `アプリ/<app>` in a Japanese drive); made on first use. */
  appFolder(person: MicrosoftPerson, clientId: string, appName: string): DriveItem
  createFile(file: NewItem): DriveItem
  createFolder(parent: DriveItem, name: string, by: string): DriveItem
  /** A file in the app's folder, in one step: for tests and seeds. */
  seedFile(email: string, clientId: string, name: string, text: string): DriveItem
  /** The item now, or as it was `staleMs` ago, recycled ones too; null when it does not exist. */
  find(itemId: string, staleMs?: number): DriveItem | null
  /** Like {@link find}, throwing when there is none: for tests and seeds. */
  get(itemId: string): DriveItem
  /** What is in a folder, recycled items not; by name. */
  childrenOf(folder: DriveItem): DriveItem[]
  /** Names are compared without regard to case. */
  childNamed(folder: DriveItem, name: string): DriveItem | null
  ownerOf(item: DriveItem): MicrosoftPerson
  /** The folders above, nearest first, the root last. */
  parentsOf(item: DriveItem): DriveItem[]
  all(): DriveItem[]
  /** Replaces some fields; the eTag moves. A null `by` leaves the modification as it is. */
  change(itemId: string, by: string | null, change: Partial<Omit<DriveItem, 'id'>>): DriveItem
  /** New content, as a new version; both tags move. */
  write(itemId: string, by: string, bytes: Buffer): DriveItem
  /** Gives access, or changes the role. */
  share(itemId: string, email: string, role: 'read' | 'write'): ItemPermission
  /** An invitation to an address whose account is unknown. */
  inviteUnknown(itemId: string, email: string, role: 'read' | 'write'): ItemPermission
  shareByLink(itemId: string, link: Omit<ItemLink, 'webUrl'>): ItemPermission
  redeemLink(itemId: string, permissionId: string, email: string): void
  unshare(itemId: string, permissionId: string): void
  /** Into the recycle bin, and out of it again. */
  recycle(itemId: string): void
  restore(itemId: string): void
  /** Gone for good. */
  remove(itemId: string): void
  /** A person restores an old version: it becomes a new one. */
  restoreVersion(itemId: string, versionId: string, by: string): DriveItem
  /** A change nobody sees: the eTag moves. */
  touch(itemId: string): void
  /** Bytes in a drive, all versions and the recycle bin included. */
  usedBytes(driveId: string): number
  /** Size of a drive in bytes; 1 TB unless set. */
  quotas: Map<string, number>
  /** Drives that were never set up (no licence): by drive id. */
  unprovisioned: Set<string>
  /** A pre-authenticated download for a person: the token in its address. */
  issueDownload(itemId: string, email: string, lifetimeMs: number): string
  /** The item behind a download token; null when unknown or expired. */
  findDownload(token: string): { itemId: string; email: string } | null
  /** The content now, as text. */
  textOf(itemId: string): string
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** OneDrives without files. */
export function createOneDriveStore(
  clock: WorldClock,
  random: WorldRandom,
  people: MicrosoftDirectory,
): OneDriveStore {
  const items = new Map<string, DriveItem>()
  /** Every value an item ever had; null marks its end. */
  const history = new Map<string, { atMs: number; item: DriveItem | null }[]>()
  const downloads = new Map<string, { itemId: string; email: string; expiresAtMs: number }>()
  const unprovisioned = new Set<string>()
  const quotas = new Map<string, number>()

  const put = (itemId: string, item: DriveItem | null) => {
    if (item === null) items.delete(itemId)
    else items.set(itemId, item)
    history.set(itemId, [...(history.get(itemId) ?? []), { atMs: clock.nowMs(), item }])
  }
  const find = (itemId: string, staleMs = 0) => {
    if (staleMs <= 0) return items.get(itemId) ?? null
    const seenMs = clock.nowMs() - staleMs
    return (history.get(itemId) ?? []).findLast((entry) => entry.atMs <= seenMs)?.item ?? null
  }
  const get = (itemId: string) => {
    const item = find(itemId)
    if (item === null) throw new Error(`No OneDrive item ${itemId} in this world`)
    return item
  }
  const ownerOfDrive = (driveId: string) => {
    const owner = people.all().find((person) => person.driveId === driveId)
    if (owner === undefined) throw new Error(`No OneDrive ${driveId} in this world`)
    return owner
  }
  const newId = (driveId: string) =>
    ownerOfDrive(driveId).isPersonal
      ? `${driveId.toUpperCase()}!${100 + items.size}`
      : `01${random.text(32, upper)}`
  const make = (
    place: Pick<DriveItem, 'driveId' | 'parentId' | 'name'>,
    bytes: Buffer | null,
    by: string,
  ) => {
    const nowMs = clock.nowMs()
    const item: DriveItem = {
      ...place,
      id: newId(place.driveId),
      uniqueId: guidOf(random.text(32, '0123456789abcdef')),
      versions:
        bytes === null
          ? null
          : [{ id: '1.0', bytes: Buffer.from(bytes), modifiedMs: nowMs, modifiedBy: by }],
      description: null,
      createdMs: nowMs,
      createdBy: by,
      modifiedMs: nowMs,
      modifiedBy: by,
      eTagCount: 1,
      cTagCount: 1,
      permissions: [],
      appFolderOf: null,
      isRecycled: false,
      isLocked: false,
    }
    put(item.id, item)
    return item
  }
  const replace = (item: DriveItem, change: Partial<DriveItem>) => {
    const changed = { ...item, ...change, eTagCount: item.eTagCount + 1 }
    put(item.id, changed)
    return changed
  }
  const childrenOf = (folder: DriveItem) =>
    [...items.values()]
      .filter((item) => item.parentId === folder.id && !item.isRecycled)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  const childNamed = (folder: DriveItem, name: string) =>
    childrenOf(folder).find((item) => item.name.toLowerCase() === name.toLowerCase()) ?? null
  const root = (person: MicrosoftPerson) =>
    [...items.values()].find((item) => item.driveId === person.driveId && item.parentId === null) ??
    make({ driveId: person.driveId, parentId: null, name: 'root' }, null, person.email)
  const createFolder = (parent: DriveItem, name: string, by: string) =>
    make({ driveId: parent.driveId, parentId: parent.id, name }, null, by)
  const appFolder = (person: MicrosoftPerson, clientId: string, appName: string) => {
    const top = root(person)
    const known = [...items.values()].find(
      (item) =>
        item.driveId === person.driveId && item.appFolderOf === clientId && !item.isRecycled,
    )
    if (known !== undefined) return known
    const appsName = person.locale === 'ja' ? 'アプリ' : 'Apps'
    const apps = childNamed(top, appsName) ?? createFolder(top, appsName, person.email)
    const made = createFolder(apps, appName, person.email)
    put(made.id, { ...made, appFolderOf: clientId })
    return get(made.id)
  }
  const write = (itemId: string, by: string, bytes: Buffer) => {
    const item = get(itemId)
    const versions = item.versions ?? []
    const nowMs = clock.nowMs()
    const id = `${versions.length + 1}.0`
    const version = { id, bytes: Buffer.from(bytes), modifiedMs: nowMs, modifiedBy: by }
    return replace(item, {
      versions: [...versions, version],
      modifiedMs: nowMs,
      modifiedBy: by,
      cTagCount: item.cTagCount + 1,
    })
  }
  const addPermission = (itemId: string, permission: Omit<ItemPermission, 'id'>) => {
    const item = get(itemId)
    const isSame = (each: ItemPermission) =>
      permission.link === null &&
      each.link === null &&
      each.email === permission.email &&
      each.invitedEmail === permission.invitedEmail
    const known = item.permissions.find(isSame)
    if (known?.role === permission.role) return known
    const added = { ...permission, id: known?.id ?? randomToken(random, 24) }
    const others = item.permissions.filter((each) => each !== known)
    replace(item, { permissions: [...others, added] })
    return added
  }
  return {
    root,
    appFolder,
    createFolder,
    find,
    get,
    childrenOf,
    childNamed,
    write,
    quotas,
    unprovisioned,
    createFile: ({ driveId, parentId, name, bytes, by }) =>
      make({ driveId, parentId, name }, bytes, by),
    seedFile(email, clientId, name, text) {
      const person = people.get(email)
      const folder = appFolder(person, clientId, 'Yohaku')
      const place = { driveId: person.driveId, parentId: folder.id, name }
      return make(place, Buffer.from(text), person.email)
    },
    ownerOf: (item) => ownerOfDrive(item.driveId),
    parentsOf(item) {
      const parents: DriveItem[] = []
      for (let id = item.parentId; id !== null; ) {
        const parent: DriveItem = get(id)
        parents.push(parent)
        id = parent.parentId
      }
      return parents
    },
    all: () => [...items.values()],
    change(itemId, by, change) {
      const stamp = by === null ? {} : { modifiedBy: by, modifiedMs: clock.nowMs() }
      return replace(get(itemId), { ...stamp, ...change })
    },
    share: (itemId, email, role) =>
      addPermission(itemId, {
        role,
        email: people.get(email).email,
        invitedEmail: null,
        link: null,
        redeemedBy: [],
      }),
    inviteUnknown: (itemId, email, role) =>
      addPermission(itemId, {
        role,
        email: null,
        invitedEmail: email.toLowerCase(),
        link: null,
        redeemedBy: [],
      }),
    shareByLink(itemId, link) {
      const owner = ownerOfDrive(get(itemId).driveId)
      const host = owner.isPersonal ? '1drv.ms' : people.tenantOf(owner).driveHost
      const webUrl = `https://${host}/:t:/g/${randomToken(random, 48)}`
      return addPermission(itemId, {
        role: link.type === 'edit' ? 'write' : 'read',
        email: null,
        invitedEmail: null,
        link: { ...link, webUrl },
        redeemedBy: [],
      })
    },
    redeemLink(itemId, permissionId, email) {
      const item = get(itemId)
      const permissions = item.permissions.map((each) =>
        each.id === permissionId && !each.redeemedBy.includes(email)
          ? { ...each, redeemedBy: [...each.redeemedBy, email] }
          : each,
      )
      replace(item, { permissions })
    },
    unshare(itemId, permissionId) {
      const item = get(itemId)
      replace(item, { permissions: item.permissions.filter((each) => each.id !== permissionId) })
    },
    recycle: (itemId) => void replace(get(itemId), { isRecycled: true }),
    restore: (itemId) => void replace(get(itemId), { isRecycled: false }),
    remove: (itemId) => put(itemId, null),
    restoreVersion(itemId, versionId, by) {
      const old = get(itemId).versions?.find((each) => each.id === versionId)
      if (old === undefined) throw new Error(`Item ${itemId} has no version ${versionId}`)
      return write(itemId, by, old.bytes)
    },
    touch: (itemId) => void replace(get(itemId), {}),
    usedBytes: (driveId) =>
      [...items.values()]
        .filter((item) => item.driveId === driveId)
        .reduce((sum, item) => sum + storedBytesOf(item), 0),
    issueDownload(itemId, email, lifetimeMs) {
      const token = `v1.${randomToken(random, 40)}`
      downloads.set(token, { itemId, email, expiresAtMs: clock.nowMs() + lifetimeMs })
      return token
    },
    findDownload(token) {
      const found = downloads.get(token)
      return found !== undefined && found.expiresAtMs > clock.nowMs() ? found : null
    },
    textOf: (itemId) => headVersionOf(get(itemId)).bytes.toString('utf8'),
  }
}
