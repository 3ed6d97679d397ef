import * as Y from 'yjs'

/** Clocks of a V2 state, by client id; for crippled policies and for the oracle only. */
export function readClocks(state: Uint8Array): Map<number, number> {
  return Y.parseUpdateMetaV2(state).to
}
