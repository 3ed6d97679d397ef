import type * as Y from 'yjs'

/** Writes a register, unless it already holds the value: a touch that changes nothing must not upload. */
export function writeRegister(
  map: Y.Map<unknown>,
  key: string,
  value: string | number | boolean,
): void {
  const wellFormed = typeof value === 'string' ? value.toWellFormed() : value
  if (map.get(key) !== wellFormed) map.set(key, wellFormed)
}

/** Removes a register where it stands. */
export function clearRegister(map: Y.Map<unknown>, key: string): void {
  if (map.has(key)) map.delete(key)
}

/** Writes a register, or removes it for null. */
export function writeOrClear(
  map: Y.Map<unknown>,
  key: string,
  value: string | number | boolean | null,
): void {
  if (value === null) clearRegister(map, key)
  else writeRegister(map, key, value)
}
