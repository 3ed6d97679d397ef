import type { DocumentTools } from '../../lib/sync/document-tools.ts'

/**
 * How the engine's work on bytes is done. `shipped` is the product. The others cripple one step, to show
 * that the simulator notices; they exist here only.
 */
export type Policy = (typeof policies)[number]

/** Their names, for the command line. */
export const policies = ['shipped', 'no-heal', 'state-vectors', 'merge-outlived'] as const

/** What a crippled policy may look at. */
export interface PolicyView {
  /** Client ids under which this device has written, ever. */
  ownClientIds(): readonly number[]
  /** What this device has ever sent, by client id: the dirty flag's memory. */
  sent: Map<number, number>
  /** Clocks of a state, by client id. */
  clocks(state: Uint8Array): Map<number, number>
}

/** Wraps the product's tools as `policy` says. */
export function applyPolicy(policy: Policy, tools: DocumentTools, view: PolicyView): DocumentTools {
  switch (policy) {
    case 'shipped':
    // Cripples the panels' line, in `worker.ts`: a copy of another lineage is merged.
    case 'merge-outlived':
      return tools
    case 'no-heal':
      return trustWhatWasSent(tools, view)
    case 'state-vectors':
      return compareStateVectors(tools, view)
  }
}

/** Sends each edit once and never asks again whether it is still there: a dirty flag. */
function trustWhatWasSent(tools: DocumentTools, view: PolicyView): DocumentTools {
  const { sent } = view
  const isSent = (local: Uint8Array) => {
    const clocks = view.clocks(local)
    return view.ownClientIds().every((id) => (clocks.get(id) ?? 0) <= (sent.get(id) ?? 0))
  }
  return {
    ...tools,
    async encodeFile(pairId, segments, unknownWords) {
      for (const segment of segments.values()) {
        if ('keep' in segment) continue
        for (const [id, clock] of view.clocks(segment.state)) {
          sent.set(id, Math.max(clock, sent.get(id) ?? 0))
        }
      }
      return tools.encodeFile(pairId, segments, unknownWords)
    },
    compare(remote, local) {
      const compared = tools.compare(remote, local)
      return compared === null ? null : { ...compared, isContained: isSent(local) }
    },
    contains: (_remote, local) => isSent(local),
  }
}

/** Compares state vectors, which do not see deletions. */
function compareStateVectors(tools: DocumentTools, view: PolicyView): DocumentTools {
  const contains = (remote: Uint8Array, local: Uint8Array) => {
    const there = view.clocks(remote)
    return [...view.clocks(local)].every(([id, clock]) => (there.get(id) ?? 0) >= clock)
  }
  return {
    ...tools,
    compare(remote, local) {
      const compared = tools.compare(remote, local)
      if (compared === null) return null
      const isContained = contains(remote, local)
      return { ...compared, isContained, news: contains(local, remote) ? null : compared.news }
    },
    contains,
  }
}
