/**
 * How many seeds or mutations a fuzz test runs: `usual` in every test run, `YOHAKU_FUZZ_SCALE` times as
 * many where that is set (20 makes a long run).
 */
export function fuzzRuns(usual: number): number {
  const scale = Number(process.env.YOHAKU_FUZZ_SCALE ?? '1')
  return Math.max(1, Math.round(usual * (Number.isFinite(scale) && scale > 0 ? scale : 1)))
}
