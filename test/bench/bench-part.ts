import type { Figure } from './figure.ts'

/** What every part gets. */
export interface BenchContext {
  /** The production build for Chromium. */
  buildFolder: string
  /** An empty folder inside the project, removed after the run. */
  temporaryFolder: string
  /** Multiplies the number of rounds; 1 is the real thing, less is for trying the harness. */
  effort: number
}

/** One part of the benchmarks; `npm run bench -- --only <name>` runs it alone. */
export interface BenchPart {
  name: string
  run(context: BenchContext): Promise<Figure[]>
}

/** The number of rounds to run where `rounds` are wanted. */
export function roundsOf(context: BenchContext, rounds: number): number {
  return Math.max(2, Math.round(rounds * context.effort))
}
