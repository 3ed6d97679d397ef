import { calm } from './faults.ts'
import type { Policy } from './policies.ts'
import { type RunReport, runSchedule } from './run-schedule.ts'
import type { Operation, Schedule } from './schedule.ts'

/**
 * The shortest schedule found that still fails: leaves out operations in ever smaller pieces, then switches
 * off one kind of fault after another, until nothing more can go. At most `maxRuns` runs.
 */
export async function shrinkSchedule(
  schedule: Schedule,
  policy: Policy,
  failure: RunReport,
  maxRuns = 300,
): Promise<Schedule> {
  let best = schedule
  let runsLeft = maxRuns
  const fails = async (candidate: Schedule): Promise<boolean> => {
    if (runsLeft <= 0) return false
    runsLeft -= 1
    return isSameFailure(failure, await runSchedule(candidate, policy))
  }

  for (const key of Object.keys(calm) as (keyof typeof calm)[]) {
    if (best.faults[key] === calm[key]) continue
    const candidate = { ...best, faults: { ...best.faults, [key]: calm[key] } }
    if (await fails(candidate)) best = candidate
  }
  for (let size = Math.ceil(best.operations.length / 2); size >= 1; ) {
    let isShorter = false
    for (let from = 0; from < best.operations.length; ) {
      const operations = without(best.operations, from, size)
      if (await fails({ ...best, operations })) {
        best = { ...best, operations }
        isShorter = true
      } else {
        from += size
      }
    }
    if (!isShorter || size > best.operations.length) size = size === 1 ? 0 : Math.floor(size / 2)
  }
  return best
}

/** A shorter schedule that fails in another way explains nothing. */
function isSameFailure(a: RunReport, b: RunReport): boolean {
  if (b.faults.length === 0) return false
  return a.missing > 0 === b.missing > 0 && a.bugs > 0 === b.bugs > 0
}

function without(operations: readonly Operation[], from: number, count: number): Operation[] {
  return [...operations.slice(0, from), ...operations.slice(from + count)]
}
