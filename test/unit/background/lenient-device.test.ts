import { describe, expect, it } from 'vitest'
import { createLenientDevice } from '../../../lib/background/lenient-device.ts'
import { AppError } from '../../../lib/base/app-error.ts'
import type { DeviceStore } from '../../../lib/storage/ports.ts'

function makeDevice() {
  let failure: Error | null = null
  const orFail = <T>(value: T): Promise<T> =>
    failure === null ? Promise.resolve(value) : Promise.reject(failure)
  const device: DeviceStore = {
    ownClientId: () => orFail(1),
    setOwnClientId: () => orFail(undefined),
    leaseClientId: () => orFail(2),
    releaseClientId: () => orFail(undefined),
    releaseAllClientIds: () => orFail(undefined),
    clientIds: () => Promise.resolve([1, 2]),
    retireClientIds: () => orFail(undefined),
  }
  let drawn = 100
  const reports: unknown[] = []
  const lenient = createLenientDevice(
    device,
    () => ++drawn,
    (thrown) => reports.push(thrown),
  )
  return { lenient, reports, fail: (thrown: Error | null) => (failure = thrown) }
}

describe('lenient device', () => {
  it('gives the kept ids while there is room', async () => {
    const { lenient, reports } = makeDevice()
    expect(await lenient.ownClientId()).toBe(1)
    expect(await lenient.leaseClientId('p', null)).toBe(2)
    expect(reports).toEqual([])
  })

  it('gives fresh ids while the disk is full, the same one again to the same asker', async () => {
    const { lenient, reports, fail } = makeDevice()
    fail(new AppError('storage/quota'))
    const own = await lenient.ownClientId()
    expect(own).toBeGreaterThan(100)
    expect(await lenient.ownClientId()).toBe(own)
    const leased = await lenient.leaseClientId('p', null)
    expect(leased).not.toBe(own)
    expect(await lenient.leaseClientId('p', null)).toBe(leased)
    expect(await lenient.leaseClientId('q', 77)).toBe(77)
    expect(reports.length).toBeGreaterThan(0)
    expect(await lenient.clientIds()).toEqual([1, 2, own, leased, 77])
  })

  it('hides no bug', async () => {
    const { lenient, fail } = makeDevice()
    fail(new TypeError('bug'))
    await expect(lenient.ownClientId()).rejects.toThrow('bug')
  })
})
