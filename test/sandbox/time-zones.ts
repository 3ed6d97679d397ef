/** A wall-clock time without a zone. Month and day count from 1. */
export interface WallTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}

/** Whether the name is a zone this engine knows. */
export function isTimeZone(name: string): boolean {
  try {
    formatFor(name)
    return true
  } catch {
    return false
  }
}

/** What the clocks in `timeZone` show at an instant. */
export function wallTimeAt(epochMs: number, timeZone: string): WallTime {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(epochMs)
      .map((part) => [part.type, Number(part.value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/** The wall time as if it were UTC: for arithmetic with days. */
export function wallTimeMs(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
}

/**
 * The instant at which the clocks in `timeZone` show `wall`. A time that a change of the clocks skips is
 * moved by the size of the change; of a time that comes twice, one is taken.
 */
export function instantOf(wall: WallTime, timeZone: string): number {
  const wanted = wallTimeMs(wall)
  const offsetAt = (epochMs: number) => wallTimeMs(wallTimeAt(epochMs, timeZone)) - epochMs
  const guess = wanted - offsetAt(wanted)
  return wanted - offsetAt(guess)
}

/** RFC 3339 with the offset of `timeZone`, whole seconds, as Google writes it. */
export function rfc3339(epochMs: number, timeZone: string): string {
  const wallMs = wallTimeMs(wallTimeAt(epochMs, timeZone))
  const offsetMinutes = Math.round((wallMs - Math.floor(epochMs / 1000) * 1000) / 60_000)
  const text = new Date(wallMs).toISOString().slice(0, 19)
  if (offsetMinutes === 0) return `${text}Z`
  const size = Math.abs(offsetMinutes)
  const two = (count: number) => String(count).padStart(2, '0')
  return `${text}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
