import type { BrowserContext, ConsoleMessage, Worker } from 'playwright-core'

/** Everything a person's browser wrote to its consoles: pages, frames and every life of the worker. */
export interface ConsoleWatch {
  /** All lines so far. */
  lines(): string[]
}

/** Starts listening; what was written before is not heard. */
export function watchConsole(context: BrowserContext): ConsoleWatch {
  const lines: string[] = []
  const note = (message: ConsoleMessage): void => {
    lines.push(`${message.type()} ${message.text()}`)
  }
  const watchWorker = (worker: Worker): void => {
    worker.on('console', note)
  }
  context.on('console', note)
  context.on('weberror', (failure) => lines.push(`uncaught ${failure.error().message}`))
  context.on('serviceworker', watchWorker)
  for (const worker of context.serviceWorkers()) watchWorker(worker)
  return { lines: () => [...lines] }
}
