/** The name a class has in one load of the page: short, and of no use the next time. */
export function hashClass(name: string, seed: string): string {
  let hash = 2166136261
  for (const char of `${seed}/${name}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619)
  }
  return `f${(hash >>> 0).toString(36)}`
}

/** Renames every class of a style sheet. */
export function hashStyle(css: string, seed: string): string {
  return css.replace(/\.([a-z][\w-]*)/g, (_match, name: string) => `.${hashClass(name, seed)}`)
}
