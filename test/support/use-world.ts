import { afterEach, beforeEach, expect } from 'vitest'
import { checkLog, loadGoogleContracts, type Violation } from '../sandbox/contract-check.ts'
import { checkGraphLog, loadGraphContract } from '../sandbox/graph-contract-check.ts'
import { startWorld, type World, type WorldOptions } from '../sandbox/world.ts'

/** Google's discovery documents; null when `../shared/contracts` is not there. */
export const googleContracts = loadGoogleContracts()

/** Microsoft's description of the Graph paths in use; null when `../shared/contracts` is not there. */
export const graphContract = loadGraphContract()

/** Monday, 23 November 2026, 9:00 in Tokyo. */
export const mondayMs = Date.parse('2026-11-23T09:00:00+09:00')

/**
 * A fresh world for each test of a file, with a frozen clock at {@link mondayMs}. After each test everything
 * that was asked and answered is checked against Google's and Microsoft's contracts, where these are there; requests that the
 * world refused as illegal were meant to be illegal.
 */
export function useWorld(options: WorldOptions = {}): () => World {
  let world: World | null = null
  beforeEach(async () => {
    world = await startWorld({ startMs: mondayMs, logFile: null, ...options })
    world.clock.freeze()
    world.clock.set(options.startMs ?? mondayMs)
  })
  afterEach(async () => {
    const log = world?.log ?? []
    await world?.close()
    world = null
    const violations = [
      ...(googleContracts === null ? [] : checkLog(log, googleContracts)),
      ...(graphContract === null ? [] : checkGraphLog(log, graphContract)),
    ]
    expect(violations.filter((one) => !isIntended(one))).toEqual([])
  })
  return () => {
    if (world === null) throw new Error('The world opens with each test')
    return world
  }
}

function isIntended(violation: Violation): boolean {
  const isUnknown = violation.status === 404 && violation.problem.startsWith('unknown ')
  return violation.side === 'request' && (violation.status === 400 || isUnknown)
}
