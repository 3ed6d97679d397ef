/**
 * SHA-256 as an argument: `crypto.subtle` finishes on another thread, which a deterministic simulator
 * cannot wait for, and some hosts of `model/` have no `crypto` at all.
 */
export type Sha256 = (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array

/** SHA-256 by the platform. */
export const platformSha256: Sha256 = async (bytes) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
