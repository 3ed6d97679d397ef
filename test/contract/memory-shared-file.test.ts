import { describe } from 'vitest'
import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { calm } from '../simulator/faults.ts'
import { beginLife } from '../simulator/life.ts'
import { createStreams } from '../simulator/seeded-streams.ts'
import { openSimulatedFile } from '../simulator/simulated-file.ts'
import { openSimulatedOneDrive } from '../simulator/simulated-onedrive.ts'
import { createServer } from '../simulator/simulated-server.ts'
import { createVirtualTime, type VirtualTime } from '../simulator/virtual-time.ts'
import { createMemoryFile } from '../support/memory-shared-file.ts'
import { describeSharedFile } from './shared-file-contract.ts'

const content = encodeUtf8('# 1-on-1\n余白\n')

describeSharedFile('memory', async () => {
  const file = createMemoryFile('one', content)
  return { mine: file.as('owner'), theirs: file.as('writer'), content }
})

let time: VirtualTime = createVirtualTime(0)

/** Lets virtual time pass until the promise is done. */
async function settle<T>(promise: Promise<T>): Promise<T> {
  let isDone = false
  const mark = () => {
    isDone = true
  }
  promise.then(mark, mark)
  while (!isDone) await time.runUntil(time.nowMs() + 1_000)
  return promise
}

describe.each([
  ['Drive', 'drive', openSimulatedFile],
  ['OneDrive', 'onedrive', openSimulatedOneDrive],
] as const)('the simulator', (name, remote, open) => {
  describeSharedFile(
    `its ${name}`,
    async () => {
      time = createVirtualTime(0)
      const server = createServer(time, remote)
      const file = server.create('ann', content)
      const openAs = (person: string) =>
        open(
          time,
          server,
          {
            person,
            isOnline: () => true,
            isSignedIn: () => true,
            faults: () => calm,
            random: createStreams(1)(person),
          },
          beginLife(
            (delayMs, run) => {
              time.after(delayMs, run)
            },
            () => false,
            () => undefined,
          ),
          file,
        )
      return { mine: openAs('ann'), theirs: openAs('ben'), content }
    },
    settle,
  )
})
