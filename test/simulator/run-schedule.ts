import { createDevice, type SimulatedDevice, type SimulatedWorld } from './device.ts'
import { startMs } from './edits.ts'
import { calm } from './faults.ts'
import { type CopyReport, excuseLost, findMissing, inspectDisk, inspectFile } from './oracle.ts'
import { performOperation } from './perform-operation.ts'
import type { Policy } from './policies.ts'
import type { Schedule } from './schedule.ts'
import { createStreams } from './seeded-streams.ts'
import { createServer, type SimulatedServer } from './simulated-server.ts'
import { createVirtualTime } from './virtual-time.ts'

/** Times everybody comes back before copies that differ count as a fault. */
const maxRounds = 5

/** What a run came to. */
export interface RunReport {
  seed: number
  scenario: string
  /** Words typed and saved on a device. */
  edits: number
  /** Words that people typed and that were never saved, because the panel closed first. */
  unsaved: number
  /** Words a rolled back disk took away before they were anywhere else. */
  excused: number
  /** Saved words missing in the file three minutes after everybody closed, before anybody came back. */
  missingAtClose: number
  /** What is wrong at the end; empty for a good run. */
  faults: string[]
  /** Saved words missing at the end, over all copies. */
  missing: number
  /** Errors thrown out of the product. */
  bugs: number
  /** Copies that differ at the end. */
  unequal: number
  requests: SimulatedServer['counts']
  /** The requests until three minutes after everybody closed. */
  session: SimulatedServer['counts']
  renewals: number
  /** Silent divergences that were found and repaired. */
  diverged: number
  quarantined: number
}

/**
 * Plays a schedule to its end and judges what is left. Never throws for what the product did. `watch` is
 * given the world before anything happens in it.
 */
export async function runSchedule(
  schedule: Schedule,
  policy: Policy,
  watch: (world: SimulatedWorld, devices: readonly SimulatedDevice[]) => void = () => undefined,
): Promise<RunReport> {
  const time = createVirtualTime(startMs)
  const server = createServer(time, schedule.remote)
  const stream = createStreams(schedule.seed)
  const bugs: string[] = []
  let faults = schedule.faults
  let serial = 0
  const isRolledBack = schedule.operations.some((one) => one.kind === 'roll-back')
  const world: SimulatedWorld = {
    time,
    server,
    stream,
    faults: () => faults,
    policy,
    words: new Map(),
    deleted: new Set(),
    nextSerial() {
      serial += 1
      return serial
    },
    canDelete: !isRolledBack,
    onBug: (error) => bugs.push(`bug: ${error instanceof Error ? error.stack : String(error)}`),
  }
  const devices: SimulatedDevice[] = []
  for (let index = 0; index < schedule.devices; index++) {
    devices.push(createDevice(world, `d${index + 1}`, index % 2 === 0 ? 'ann' : 'ben'))
  }
  const first = server.create('ann', new Uint8Array())
  if (!schedule.startsApart) {
    for (const device of devices) device.disk.commit({ knownFiles: [first.id] })
  }

  watch(world, devices)

  const lengthMs = schedule.minutes * 60_000
  for (const operation of schedule.operations) {
    await time.runUntil(startMs + operation.atMs)
    const device = devices[operation.device]
    if (device === undefined) continue
    if (operation.kind === 'roll-back') {
      const older = device.disk.contentAt(time.nowMs() - operation.amountMs)
      await excuseLost(world, device, older, devices)
    }
    performOperation(world, devices, device, operation, lengthMs)
  }
  for (const device of devices) device.closePanel()

  // Only alarms are left to carry the last words out.
  await time.runUntil(startMs + lengthMs + 8_000 + 180_000)
  const missingAtClose = findMissing(world, await inspectFiles(world)).length

  const session = { ...server.counts }

  // Then everybody comes back, one after another, twice, in a calm world.
  const { hasPrecondition, hasChecksums, revisionDrifts } = schedule.faults
  faults = { ...calm, hasPrecondition, hasChecksums, revisionDrifts: revisionDrifts ?? 0 }
  for (const file of server.files.values()) {
    file.readOnlyFor.clear()
    file.deniedFor.clear()
  }
  const visitAll = async () => {
    for (const device of devices) {
      device.isSignedIn = true
      device.goOnline(true)
      device.openPanel()
      await time.runUntil(time.nowMs() + 45_000)
      device.closePanel()
      await time.runUntil(time.nowMs() + 35_000)
    }
  }
  const inspectAll = async () => [
    ...(await inspectFiles(world)),
    ...(await Promise.all(devices.map((one) => inspectDisk(one.name, one.disk.read())))),
  ]
  await visitAll()
  await visitAll()
  let copies = await inspectAll()
  // What a repair adds on the last visit has to reach those who came before.
  for (let round = 2; round < maxRounds && countDifferent(copies) > 0; round++) {
    await visitAll()
    copies = await inspectAll()
  }
  const uploads = server.counts.uploads
  await time.runUntil(time.nowMs() + 300_000)
  copies = await inspectAll()
  const lost = findMissing(world, copies)
  const unequal = countDifferent(copies)
  const found = [...bugs, ...lost.slice(0, 20)]
  if (unequal > 0) {
    found.push(`copies differ: ${copies.map((copy) => `${copy.name}=${copy.hash}`).join('; ')}`)
  }
  for (const copy of copies) {
    if (!copy.isReadable && world.words.size > 0) found.push(`${copy.name} does not parse`)
    if (copy.isPending) found.push(`${copy.name} waits for what nobody has`)
  }
  if (server.counts.uploads > uploads) {
    found.push(`${server.counts.uploads - uploads} uploads after everything was proven`)
  }
  const renewals = devices.reduce((sum, device) => sum + device.clientIdRenewals, 0)
  if (renewals > 0 && !isRolledBack) found.push(`${renewals} client ids renewed without a reason`)
  const words = [...world.words.values()]
  return {
    seed: schedule.seed,
    scenario: schedule.scenario,
    edits: words.filter((word) => word.isSaved).length,
    unsaved: words.filter((word) => !word.isSaved).length,
    excused: words.filter((word) => word.isSaved && word.isExcused).length,
    missingAtClose,
    faults: found,
    missing: lost.length,
    bugs: bugs.length,
    unequal,
    requests: { ...server.counts },
    session,
    renewals,
    diverged: devices
      .flatMap((device) => device.outcomes)
      .filter((outcome) => outcome.notices.includes('file/diverged')).length,
    quarantined: devices.reduce((sum, device) => sum + device.disk.read().quarantine.length, 0),
  }
}

/** How many contents there are beside the first one; 0 when all copies say the same. */
function countDifferent(copies: readonly CopyReport[]): number {
  return new Set(copies.map((copy) => copy.hash)).size - 1
}

/** Every file that exists: both sides keep the whole document in each of them. */
function inspectFiles(world: SimulatedWorld) {
  const { server } = world
  return Promise.all(server.attached().map((file) => inspectFile(file, server.newest(file).bytes)))
}
