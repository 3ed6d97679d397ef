/**
 * Whether a guest is a room or a device. `email` is normalised.
 * https://developers.google.com/workspace/calendar/api/concepts/domain-resources
 */
export function isRoom(email: string | null, isResource: boolean): boolean {
  return isResource || (email?.endsWith('@resource.calendar.google.com') ?? false)
}

/**
 * Whether an address is a calendar that belongs to no single person: a secondary, imported or subscribed
 * one. Google names such a calendar as the organizer of the events made in it.
 */
export function isSharedCalendar(address: string): boolean {
  return /@(?!resource\.)([a-z.]+\.)?calendar\.google\.com$/.test(address)
}
