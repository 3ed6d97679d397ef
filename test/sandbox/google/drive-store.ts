import type { WorldClock } from '../world-clock.ts'
import { randomToken, type WorldRandom } from '../world-random.ts'
import { type DriveFile, type DrivePermission, headOf, roleOf } from './drive-file.ts'

/** How Drive behaves where documents and reports differ. May be changed while the world runs. */
export interface DriveHabits {
  /** What a `drive.file` token hears about a file shared with the person but not picked in this app. */
  unpicked: 'notFound' | 'appNotAuthorizedToFile'
  /** Addresses (or `@domain` endings) with which nobody may share. */
  refusedRecipients: string[]
}

/** What creating a file needs. */
export interface NewFile {
  id?: string
  name: string
  mimeType: string
  bytes: Buffer
  ownerEmail: string
  description?: string | null
  properties?: Record<string, string>
  appProperties?: Record<string, Record<string, string>>
}

/** All files of the world. No rights are checked here: tests and the API handlers both use it. */
export interface DriveStore {
  create(file: NewFile): DriveFile
  /** The file now, or as it was `staleMs` ago; null when it does not (or did not yet) exist. */
  find(fileId: string, staleMs?: number): DriveFile | null
  /** Like {@link find}, throwing when there is none: for tests and seeds. */
  get(fileId: string): DriveFile
  all(): DriveFile[]
  /** Files a person owns or was given, trashed ones not, oldest first. */
  filesReadableBy(email: string): DriveFile[]
  /** Replaces some fields; the version grows. `by` also counts as the person who modified it. */
  change(fileId: string, by: string | null, change: Partial<Omit<DriveFile, 'id'>>): DriveFile
  /** New content, as a new revision. A null type keeps the old one. */
  write(fileId: string, by: string, bytes: Buffer, mimeType?: string | null): DriveFile
  /** Gives access, or raises it; a second call with the same role changes nothing. */
  share(fileId: string, email: string, role: DrivePermission['role']): DrivePermission
  /** Everybody with the link. */
  shareByLink(fileId: string, role: 'reader' | 'writer'): DrivePermission
  unshare(fileId: string, permissionId: string): void
  /** Gone for good. */
  remove(fileId: string): void
  /** A person restores an old content through Drive's version list: it becomes a new revision. */
  restoreRevision(fileId: string, revisionId: string, by: string): DriveFile
  /** A change nobody sees: the version grows, the etag changes. */
  touch(fileId: string): void
  /** The permission id of an address: the same on every file. */
  permissionIdOf(email: string): string
  /** The content now, as text. */
  textOf(fileId: string): string
}

/** An empty Drive. */
export function createDriveStore(clock: WorldClock, random: WorldRandom): DriveStore {
  const files = new Map<string, DriveFile>()
  /** Every value a file ever had; null marks its end. */
  const history = new Map<string, { atMs: number; file: DriveFile | null }[]>()
  const permissionIds = new Map<string, string>()

  const put = (fileId: string, file: DriveFile | null) => {
    if (file === null) files.delete(fileId)
    else files.set(fileId, file)
    history.set(fileId, [...(history.get(fileId) ?? []), { atMs: clock.nowMs(), file }])
  }
  const find = (fileId: string, staleMs = 0) => {
    if (staleMs <= 0) return files.get(fileId) ?? null
    const seenMs = clock.nowMs() - staleMs
    return (history.get(fileId) ?? []).findLast((entry) => entry.atMs <= seenMs)?.file ?? null
  }
  const get = (fileId: string) => {
    const file = find(fileId)
    if (file === null) throw new Error(`No Drive file ${fileId} in this world`)
    return file
  }
  const permissionIdOf = (email: string) => {
    const known = permissionIds.get(email) ?? random.text(20, '0123456789')
    permissionIds.set(email, known)
    return known
  }
  const replace = (file: DriveFile, change: Partial<DriveFile>) => {
    const changed = { ...file, ...change, version: file.version + 1 }
    put(file.id, changed)
    return changed
  }
  const revision = (bytes: Buffer, mimeType: string, by: string) => ({
    id: `0B${randomToken(random, 42)}`,
    bytes: Buffer.from(bytes),
    mimeType,
    modifiedMs: clock.nowMs(),
    modifiedBy: by,
    keepForever: false,
  })
  const write = (fileId: string, by: string, bytes: Buffer, mimeType: string | null = null) => {
    const file = get(fileId)
    const type = mimeType ?? file.mimeType
    return replace(file, {
      mimeType: type,
      modifiedMs: clock.nowMs(),
      modifiedBy: by,
      revisions: [...file.revisions, revision(bytes, type, by)],
    })
  }
  const addPermission = (fileId: string, permission: DrivePermission) => {
    const file = get(fileId)
    const others = file.permissions.filter((each) => each.id !== permission.id)
    replace(file, {
      permissions: [...others, permission],
      sharedMs: { [permission.email]: clock.nowMs(), ...file.sharedMs },
    })
    return permission
  }
  return {
    find,
    get,
    write,
    permissionIdOf,
    create(file) {
      const nowMs = clock.nowMs()
      const id = file.id ?? `1${randomToken(random, 32)}`
      const owner: DrivePermission = {
        id: permissionIdOf(file.ownerEmail),
        type: 'user',
        role: 'owner',
        email: file.ownerEmail,
      }
      put(id, {
        id,
        name: file.name,
        mimeType: file.mimeType,
        description: file.description ?? null,
        ownerEmail: file.ownerEmail,
        createdMs: nowMs,
        modifiedMs: nowMs,
        modifiedBy: file.ownerEmail,
        sharedMs: {},
        version: 1,
        isTrashed: false,
        properties: file.properties ?? {},
        appProperties: file.appProperties ?? {},
        permissions: [owner],
        revisions: [revision(file.bytes, file.mimeType, file.ownerEmail)],
      })
      return get(id)
    },
    all: () => [...files.values()],
    filesReadableBy: (email) =>
      [...files.values()].filter((file) => !file.isTrashed && roleOf(file, email) !== null),
    change(fileId, by, change) {
      const stamp = by === null ? {} : { modifiedBy: by, modifiedMs: clock.nowMs() }
      return replace(get(fileId), { ...stamp, ...change })
    },
    share(fileId, email, role) {
      const address = email.toLowerCase()
      const known = get(fileId).permissions.find((permission) => permission.email === address)
      if (known !== undefined && known.role === role) return known
      return addPermission(fileId, {
        id: permissionIdOf(address),
        type: 'user',
        role,
        email: address,
      })
    },
    shareByLink: (fileId, role) =>
      addPermission(fileId, { id: 'anyoneWithLink', type: 'anyone', role, email: '' }),
    unshare(fileId, permissionId) {
      const file = get(fileId)
      replace(file, { permissions: file.permissions.filter((each) => each.id !== permissionId) })
    },
    remove: (fileId) => put(fileId, null),
    restoreRevision(fileId, revisionId, by) {
      const old = get(fileId).revisions.find((each) => each.id === revisionId)
      if (old === undefined) throw new Error(`Drive file ${fileId} has no revision ${revisionId}`)
      return write(fileId, by, old.bytes, old.mimeType)
    },
    touch: (fileId) => void replace(get(fileId), {}),
    textOf: (fileId) => headOf(get(fileId)).bytes.toString('utf8'),
  }
}
