/**
 * An expected outcome as a value: either `ok` with a value, or not, with a reason the caller must
 * handle. Exceptions are left for bugs.
 */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E }

/** Wraps a success. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

/** Wraps an expected failure. */
export function fail<E>(error: E): { ok: false; error: E } {
  return { ok: false, error }
}
