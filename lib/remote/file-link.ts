const fragmentKey = 'yohaku-file'

/** Pages whose address holds a Drive file id. */
const driveHosts = ['drive.google.com', 'docs.google.com']
const calendarHost = 'calendar.google.com'

/**
 * True for the shape of a Drive file id: 10 to 200 letters, digits, `-` and `_`. Google calls ids opaque;
 * this only keeps out what could change the meaning of an address.
 */
export function isDriveFileId(text: string): boolean {
  return /^[A-Za-z0-9_-]{10,200}$/.test(text)
}

/**
 * The file id in what a person pasted: a Drive link (`/file/d/ID/…`, `/d/ID`, `?id=ID`), our invitation link
 * ({@link buildInvitationLink}) or the bare id. Null for everything else, other hosts included.
 */
export function parseFileLink(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length > 2000) return null
  if (isDriveFileId(trimmed)) return trimmed
  const url = parseUrl(trimmed)
  // User names in an address serve only to disguise it.
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.port !== '')
    return null
  if (url.hostname === calendarHost) return readInvitationFragment(url.hash)
  if (!driveHosts.includes(url.hostname)) return null
  const fromPath = /\/d\/([^/]+)/.exec(url.pathname)?.[1]
  const id = fromPath ?? url.searchParams.get('id')
  return id !== null && isDriveFileId(id) ? id : null
}

/** The file id in a page's fragment (`location.hash`), null when it is not an invitation of ours. */
export function readInvitationFragment(hash: string): string | null {
  const id = new URLSearchParams(hash.replace(/^#/, '')).get(fragmentKey)
  return id !== null && isDriveFileId(id) ? id : null
}

/**
 * The link to send to the partner: it opens the calendar, where the extension finds the file's id in the
 * fragment. It holds no secret: opening the file still needs the share to the partner's address.
 */
export function buildInvitationLink(fileId: string): string {
  return `https://${calendarHost}/calendar/r#${fragmentKey}=${encodeURIComponent(fileId)}`
}

/** The address at which a person opens a Drive file, in the form Drive itself gives. */
export function buildDriveUrl(fileId: string): string {
  return `https://drive.google.com/file/d/${encodeURIComponent(fileId)}/view?usp=drivesdk`
}

function parseUrl(text: string): URL | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  return URL.canParse(withScheme) ? new URL(withScheme) : null
}
