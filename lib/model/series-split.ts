import type { MeetingKey } from './meeting.ts'

/**
 * "This and following" ends a Google series and begins a new one whose id is the old one's plus `_R` and the
 * first start (host facts: instances are `<series>_<start>`). What was prepared under the old key for a day
 * that now belongs to the new series would wait for ever for a meeting that nobody can open.
 */
interface SeriesKey {
  base: string
  /** Day on which this branch begins, `YYYYMMDD`; empty for the first. */
  fromDay: string
  /** Original start of the occurrence, from its day on. */
  occurrence: string
}

/** The keys among `keys` whose occurrence has gone over to a later branch of the same series. */
export function findSuperseded(keys: Iterable<MeetingKey>): Set<MeetingKey> {
  const parsed = [...keys].flatMap((key) => {
    const series = parseSeries(key)
    return series === null ? [] : [{ key, series }]
  })
  const branches = new Map<string, Set<string>>()
  for (const { series } of parsed) {
    const known = branches.get(series.base)
    if (known === undefined) branches.set(series.base, new Set(['', series.fromDay]))
    else known.add(series.fromDay)
  }
  /** For each branch the day on which the next one begins. */
  const nextBranch = new Map<string, string>()
  for (const [base, days] of branches) {
    const sorted = [...days].sort()
    for (const [at, day] of sorted.entries()) {
      const next = sorted[at + 1]
      if (next !== undefined) nextBranch.set(`${base} ${day}`, next)
    }
  }
  const superseded = parsed.filter(({ series }) => {
    const next = nextBranch.get(`${series.base} ${series.fromDay}`)
    return next !== undefined && next <= series.occurrence.slice(0, 8)
  })
  return new Set(superseded.map(({ key }) => key))
}

/** Longer keys are no calendar's. */
const longestKey = 1024

function parseSeries(key: MeetingKey): SeriesKey | null {
  if (key.length > longestKey) return null
  const match = /^(.+?)(?:_R(\d{8})(?:T\d{6}Z?)?)?(@[^|]*)\|(\d{8}(?:T\d{6}Z)?)$/.exec(key)
  if (match === null) return null
  const [, id = '', fromDay = '', host = '', occurrence = ''] = match
  return { base: id + host, fromDay, occurrence }
}
