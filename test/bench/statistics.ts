/**
 * The value below which the share `part` (0 to 1) of `samples` lies, by nearest rank, so that it is always
 * a sample that was really seen. Throws on an empty list.
 */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const rank = Math.max(0, Math.ceil(part * sorted.length) - 1)
  const value = sorted[rank]
  if (value === undefined) throw new Error('No samples')
  return value
}

/** The middle of `samples`; the mean of the two in the middle when their number is even. */
export function median(samples: readonly number[]): number {
  return (
    (percentile(samples, 0.5) +
      -percentile(
        samples.map((value) => -value),
        0.5,
      )) /
    2
  )
}
