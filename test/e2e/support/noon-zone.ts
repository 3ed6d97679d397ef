/** The zone in which it is noon or a little later: "today" must not end while a story runs. */
export function noonZone(utcHour: number): string {
  const offset = 12 - utcHour
  // In these names the sign is the other way round. https://www.iana.org/time-zones
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}
