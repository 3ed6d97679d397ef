import { parentPort } from 'node:worker_threads'
import { runSchedule } from './run-schedule.ts'
import { findScenario } from './scenarios.ts'
import { drawSchedule } from './schedule.ts'
import type { SimulationTask } from './simulation-pool.ts'

/** Runs one simulation after another for `simulation-pool.ts`. */
parentPort?.on('message', (task: SimulationTask) => {
  const scenario = findScenario(task.scenario)
  if (scenario === null) throw new RangeError(`no scenario ${task.scenario}`)
  runSchedule(drawSchedule(scenario, task.seed, task.remote), task.policy).then(
    (report) => parentPort?.postMessage(report),
    (error) => {
      throw error
    },
  )
})
