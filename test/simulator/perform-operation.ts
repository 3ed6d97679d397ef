import { decodeUtf8, encodeUtf8 } from '../../lib/base/bytes.ts'
import type { SimulatedDevice, SimulatedWorld } from './device.ts'
import type { Operation } from './schedule.ts'
import { createStreams, type Stream } from './seeded-streams.ts'
import { damage } from './simulated-file.ts'
import type { ServerFile } from './simulated-server.ts'

/** Makes one operation happen now. */
export function performOperation(
  world: SimulatedWorld,
  devices: readonly SimulatedDevice[],
  device: SimulatedDevice,
  operation: Operation,
  lengthMs: number,
): void {
  const { time, server } = world
  const random = createStreams(operation.seed)('operation')
  const { amountMs } = operation
  const reopen = () => {
    if (operation.atMs + amountMs < lengthMs) device.openPanel()
  }
  switch (operation.kind) {
    case 'open':
      device.openPanel()
      return
    case 'close':
      device.closePanel()
      return
    case 'edit':
      device.edit(random)
      return
    case 'kill':
      device.kill()
      return
    case 'reopen':
      device.closePanel()
      time.after(amountMs, reopen)
      return
    case 'offline-spell':
      device.goOnline(false)
      time.after(amountMs, () => device.goOnline(true))
      return
    case 'sign-out-spell':
      device.isSignedIn = false
      time.after(amountMs, () => {
        device.isSignedIn = true
        device.worker()?.resume()
      })
      return
    case 'skew':
      device.skewMs = amountMs
      return
    case 'roll-back':
      device.rollBack(amountMs)
      // The dangerous case: people go on typing before the file can tell what this device wrote before.
      if (random.chance(0.6)) {
        device.goOnline(false)
        time.after(random.between(20_000, 90_000), () => device.goOnline(true))
      }
      time.after(random.between(1_000, 10_000), () => {
        if (operation.atMs < lengthMs) device.openPanel()
      })
      return
    case 'second-file':
      server.create(device.person, new Uint8Array())
      for (const one of devices) one.syncNow()
      return
    default: {
      const files = server.attached()
      if (files.length > 0) changeFile(world, device, random.pick(files), operation, random)
    }
  }
}

/** What happens to a file at the provider. */
function changeFile(
  world: SimulatedWorld,
  device: SimulatedDevice,
  file: ServerFile,
  operation: Operation,
  random: Stream,
): void {
  const { time, server } = world
  const newest = server.newest(file).bytes
  switch (operation.kind) {
    case 'restore-revision':
      server.commit(file, random.pick(file.revisions).bytes)
      return
    case 'delete-file':
      file.isDeleted = true
      return
    case 'edit-readable':
      server.commit(file, encodeUtf8(`I was here.\n${decodeUtf8(newest)}`))
      return
    case 'edit-state':
      server.commit(file, damage(newest, random))
      return
    case 'empty-file':
      server.commit(file, encodeUtf8(random.chance(0.5) ? '' : ' \n'))
      return
    case 'read-only-spell':
      file.readOnlyFor.add(device.person)
      time.after(operation.amountMs, () => file.readOnlyFor.delete(device.person))
      return
    case 'unshare-spell':
      file.deniedFor.add(device.person)
      time.after(operation.amountMs, () => file.deniedFor.delete(device.person))
      return
    default:
      return
  }
}
