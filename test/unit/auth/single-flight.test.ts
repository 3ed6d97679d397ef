import { describe, expect, it } from 'vitest'
import { createSingleFlight } from '../../../lib/auth/single-flight.ts'

describe('createSingleFlight', () => {
  it('runs once for all who ask meanwhile, and again for who asks later', async () => {
    const once = createSingleFlight<number>()
    let runs = 0
    const run = async () => ++runs
    expect(await Promise.all([once('a', run), once('a', run), once('a', run)])).toEqual([1, 1, 1])
    expect(await once('a', run)).toBe(2)
  })

  it('keeps keys apart', async () => {
    const once = createSingleFlight<string>()
    const both = [once('a', async () => 'A'), once('b', async () => 'B')]
    expect(await Promise.all(both)).toEqual(['A', 'B'])
  })

  it('starts afresh after a failure', async () => {
    const once = createSingleFlight<string>()
    await expect(once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await once('a', async () => 'yes')).toBe('yes')
  })
})
