import type { ActiveFault, FaultRule, Faults } from './network/faults.ts'
import type { HostModule } from './network/host-module.ts'
import { json, type WorldResponse } from './network/http-message.ts'
import type { RequestLog } from './network/request-log.ts'
import type { WorldClock } from './world-clock.ts'

/**
 * `https://world.invalid/__world/…`: the switches over HTTP, for people and for tools outside the process.
 * GET /clock, POST /clock {"nowMs"|"advanceMs"}; POST /faults {rule, `path` as text}, DELETE /faults;
 * GET /log. Over the plain port: `http://127.0.0.1:PORT/__host/world.invalid/__world/…`.
 */
export function controlHost(clock: WorldClock, faults: Faults, log: RequestLog): HostModule {
  const active: ActiveFault[] = []
  const routes: Record<string, (body: Record<string, unknown>) => WorldResponse> = {
    'GET /__world/clock': () => json(200, { nowMs: clock.nowMs() }),
    'POST /__world/clock': (body) => {
      if (typeof body.nowMs === 'number') clock.set(body.nowMs)
      if (typeof body.advanceMs === 'number') clock.advance(body.advanceMs)
      return json(200, { nowMs: clock.nowMs() })
    },
    'POST /__world/faults': (body) => {
      active.push(faults.add(body as unknown as FaultRule))
      return json(200, { faults: active.length })
    },
    'DELETE /__world/faults': () => {
      faults.clear()
      active.length = 0
      return json(200, { faults: 0 })
    },
    'GET /__world/log': () => json(200, log.entries),
  }
  return {
    name: 'world control',
    serves: (host) => host === 'world.invalid',
    isApi: () => false,
    accountOf: () => null,
    refuse: (_request, status, reason) => json(status, { reason }),
    handle(request) {
      const route = routes[`${request.method} ${request.url.pathname}`]
      if (route === undefined) return null
      const body: unknown = request.body.length === 0 ? {} : JSON.parse(request.body.toString())
      return typeof body === 'object' && body !== null
        ? route(body as Record<string, unknown>)
        : json(400, { error: 'a JSON object is expected' })
    },
  }
}
