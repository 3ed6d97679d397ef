import type { WorldRequest, WorldResponse } from './http-message.ts'

/** One or more hosts of the world. The world asks its modules in order; the first that serves a host answers. */
export interface HostModule {
  /** For messages. */
  readonly name: string
  /** Whether this module answers for `host` (lower-case, without port). */
  serves(host: string): boolean
  /** Whether the request belongs in the request log. Pages and OAuth redirects (they carry tokens) do not. */
  isApi(request: WorldRequest): boolean
  /** The address of the account that asks; null when unknown. Fault rules can name it. */
  accountOf(request: WorldRequest): string | null
  /** Answers; null means 404. */
  handle(request: WorldRequest): WorldResponse | null | Promise<WorldResponse | null>
  /** An error in this provider's own format, used by fault rules. An empty `reason` means the usual one. */
  refuse(request: WorldRequest, status: number, reason: string): WorldResponse
}
