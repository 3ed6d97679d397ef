/** Seeded randomness for ids and tokens: the same seed gives the same world. Not secret, not secure. */
export interface WorldRandom {
  /** A float in [0, 1). */
  next(): number
  /** `length` characters from `alphabet`. */
  text(length: number, alphabet: string): string
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** mulberry32: small, fast, and good enough to keep ids apart. */
export function createWorldRandom(seed: number): WorldRandom {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const text = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('')
  return { next, text }
}

/** A token-like text: URL-safe base64 characters. */
export function randomToken(random: WorldRandom, length: number): string {
  return random.text(length, letters)
}
