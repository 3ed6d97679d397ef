/** What an event key of the page says. */
export interface EventKey {
  eventId: string
  /** Full address of the calendar. */
  calendarId: string
}

/** How keys of tasks begin. */
const taskKeyPrefixes = ['tasks_', 'tasks.', 'ttb_']

/**
 * Reads the key in `data-eventid` and in edit addresses: base64 (plain or URL-safe, padded or not) of
 * "<event id> <calendar>". Null for tasks and for anything else.
 */
export function decodeEid(key: string): EventKey | null {
  if (isTaskKey(key)) return null
  let text: string
  try {
    const bytes = atob(key.trim().replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''))
    text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    )
  } catch {
    return null
  }
  const [, eventId, calendar] = /^(\S+) ([^\s@]+@\S+)$/.exec(text) ?? []
  if (eventId === undefined || calendar === undefined) return null
  // Common domains are cut short inside keys.
  const calendarId = calendar
    .replace(/@m$/, '@gmail.com')
    .replace(/@g$/, '@group.calendar.google.com')
  return { eventId, calendarId }
}

/** Whether a key belongs to a task. */
export function isTaskKey(key: string): boolean {
  return taskKeyPrefixes.some((prefix) => key.startsWith(prefix))
}

/**
 * Splits the id of one occurrence, `<series>_<original start>`, into its parts; both are null for a single
 * event.
 */
export function splitInstance(eventId: string): {
  seriesId: string | null
  originalStart: string | null
} {
  const match = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(eventId)
  return { seriesId: match?.[1] ?? null, originalStart: match?.[2] ?? null }
}
