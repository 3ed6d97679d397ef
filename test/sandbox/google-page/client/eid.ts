/** The event's key in `data-eventid` and in addresses: unpadded base64 of "id calendar", common domains short. */
export function encodeEid(event: { id: string; calendarId: string }): string {
  const calendar = event.calendarId
    .replace(/@gmail\.com$/, '@m')
    .replace(/@group\.calendar\.google\.com$/, '@g')
  const bytes = new TextEncoder().encode(`${event.id} ${calendar}`)
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '')
}

/** What a chip carries: tasks have keys of another shape. */
export function chipKeyOf(event: { id: string; calendarId: string; kind: string }): string {
  return event.kind === 'task' ? `tasks_${event.id}` : encodeEid(event)
}
