/** What goes wrong. */
export type Fault =
  /** The answer comes `delayMs` of real time later. */
  | { kind: 'latency'; delayMs: number }
  /** The connection is destroyed before the request is looked at. */
  | { kind: 'offline' }
  /**
   * Refused with this status in the provider's own error format, e.g. 401, 403 with
   * `reason: 'rateLimitExceeded'`, 404, 409, 410, 412, 429 with `retryAfterS`, 500, 503.
   */
  | { kind: 'status'; status: number; reason?: string; retryAfterS?: number }
  /** The request is carried out, then the connection is destroyed: the client cannot know. */
  | { kind: 'lost-answer' }
  /**
   * Only the first `keepBytes` bytes survive. Of a request: fewer bytes are stored. Of a response:
   * `isSilent` decides between a body that looks complete and a connection that breaks half way.
   */
  | { kind: 'truncate'; of: 'request' | 'response'; keepBytes: number; isSilent?: boolean }
  /** One bit of the byte at `atByte` (counted from the end when negative) is flipped. */
  | { kind: 'flip'; of: 'request' | 'response'; atByte: number }
  /** Reads see the world as it was `ageMs` ago (by the world's clock). */
  | { kind: 'stale'; ageMs: number }

/** Which requests a fault hits. Absent fields match everything. */
export interface FaultRule {
  fault: Fault
  host?: string
  /** Tested against path and query; a string must be contained. */
  path?: string | RegExp
  method?: string
  /** Address of the account that asks. */
  account?: string
  /** Let this many matching requests pass first. */
  skip?: number
  /** How many requests are hit; unlimited when absent. */
  times?: number
}

/** A rule in force. */
export interface ActiveFault {
  /** How many requests it hit so far. */
  hits(): number
  remove(): void
}

/** The fault switchboard of a world. */
export interface Faults {
  add(rule: FaultRule): ActiveFault
  /** Back to fair weather. */
  clear(): void
  /** The faults that hit this request, oldest rule first; counts them. */
  take(request: FaultTarget): Fault[]
}

/** What a rule looks at. */
export interface FaultTarget {
  host: string
  /** Path and query. */
  path: string
  method: string
  account: string | null
}

interface RuleState {
  rule: FaultRule
  seen: number
  hits: number
}

/** A switchboard without rules. */
export function createFaults(): Faults {
  let states: RuleState[] = []
  return {
    add(rule) {
      const state: RuleState = { rule, seen: 0, hits: 0 }
      states.push(state)
      return {
        hits: () => state.hits,
        remove: () => {
          states = states.filter((other) => other !== state)
        },
      }
    },
    clear() {
      states = []
    },
    take(target) {
      const hit: Fault[] = []
      for (const state of states) {
        const { rule } = state
        if (!matches(rule, target)) continue
        state.seen += 1
        if (state.seen <= (rule.skip ?? 0)) continue
        if (state.hits >= (rule.times ?? Number.POSITIVE_INFINITY)) continue
        state.hits += 1
        hit.push(rule.fault)
      }
      return hit
    },
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.host !== undefined && rule.host !== target.host) return false
  if (rule.method !== undefined && rule.method.toUpperCase() !== target.method) return false
  if (rule.account !== undefined && rule.account !== target.account) return false
  if (typeof rule.path === 'string') return target.path.includes(rule.path)
  return rule.path === undefined || rule.path.test(target.path)
}

/** Applies `truncate` and `flip` faults for one direction to a copy of `bytes`. */
export function damage(bytes: Buffer, faults: Fault[], of: 'request' | 'response'): Buffer {
  let damaged = bytes
  for (const fault of faults) {
    if (fault.kind === 'truncate' && fault.of === of) {
      damaged = damaged.subarray(0, fault.keepBytes)
    } else if (fault.kind === 'flip' && fault.of === of && damaged.length > 0) {
      damaged = Buffer.from(damaged)
      const at = fault.atByte < 0 ? damaged.length + fault.atByte : fault.atByte
      const index = Math.min(Math.max(at, 0), damaged.length - 1)
      damaged[index] = (damaged[index] ?? 0) ^ 1
    }
  }
  return damaged
}
