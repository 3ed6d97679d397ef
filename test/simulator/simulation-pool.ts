import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Policy } from './policies.ts'
import type { RunReport } from './run-schedule.ts'
import type { Remote } from './simulated-server.ts'

/** One run, by name: a worker thread draws the schedule itself. */
export interface SimulationTask {
  scenario: string
  seed: number
  policy: Policy
  remote: Remote
}

/**
 * Runs every task, as many at a time as there are processors, and hands reports out as they come. A run
 * does not know of the others, so their order changes nothing. Rejects when a thread breaks.
 */
export async function runTasks(
  tasks: readonly SimulationTask[],
  onReport: (report: RunReport) => void,
): Promise<void> {
  const left = [...tasks]
  const threads = Math.max(1, Math.min(8, availableParallelism(), tasks.length))
  await Promise.all(Array.from({ length: threads }, () => work(left, onReport)))
}

function work(left: SimulationTask[], onReport: (report: RunReport) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./simulation-worker.ts', import.meta.url))
    const next = () => {
      const task = left.shift()
      if (task !== undefined) worker.postMessage(task)
      else worker.terminate().then(() => resolve(), reject)
    }
    worker.on('message', (report: RunReport) => {
      onReport(report)
      next()
    })
    worker.on('error', reject)
    next()
  })
}
