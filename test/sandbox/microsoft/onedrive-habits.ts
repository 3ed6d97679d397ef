/**
 * How OneDrive behaves where documents leave it open or reports disagree. Each type names the inconvenient
 * answer first, and that is the usual one. Spurious 409, 412 and 423 are faults, not habits: `world.faults`.
 */
export interface FileHabits {
  /** `If-Match` and `If-None-Match` on PUT content: not in the documents, reported to work. */
  putContentConditions: 'ignored' | 'honoured'
  /**
   * A partner with a work account who was invited but granted only `Files.Read(Write)`: refused everywhere;
   * let in through `/shares/…` alone; or let in on `/drives/{other}/…` too.
   */
  workPartnerScopes: 'all-needed' | 'shares-only' | 'own-scopes-enough'
  /** What somebody hears about an item in a drive of another tenant (or of the other kind of account). */
  otherTenantAnswer: 'itemNotFound' | 'accessDenied'
  /** What somebody of the same tenant hears about an item that was not shared with them. */
  uninvitedAnswer: 'itemNotFound' | 'accessDenied'
  /** Whether `Files.ReadWrite.AppFolder` alone may share what is in the app's folder. */
  appFolderSharing: 'refused' | 'allowed'
  /** An outsider can only be invited with Microsoft's own mail (`sendInvitation: true`). */
  outsiderNeedsMail: boolean
  /** Whether identities of people carry an `email`; the documents' examples have none. */
  doIdentitiesTellEmail: boolean
  /** Most bytes of a PUT content; older documents say 4 MB, newer ones 250 MB. */
  putContentMaxBytes: number
  /** How long a pre-authenticated address works. */
  downloadLifetimeMs: number
  /** Items of a page of children when the request names none. */
  childrenPageCap: number
}

/** The usual habits: the inconvenient ones. */
export function usualFileHabits(): FileHabits {
  return {
    putContentConditions: 'ignored',
    workPartnerScopes: 'all-needed',
    otherTenantAnswer: 'itemNotFound',
    uninvitedAnswer: 'itemNotFound',
    appFolderSharing: 'refused',
    outsiderNeedsMail: true,
    doIdentitiesTellEmail: false,
    putContentMaxBytes: 4_000_000,
    downloadLifetimeMs: 5 * 60_000,
    childrenPageCap: 200,
  }
}
