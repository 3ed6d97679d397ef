import { invalidParameter } from './google-error.ts'

/** A parsed `fields` parameter: names to keep, each with its own mask; null keeps everything below. */
export type FieldsMask = Map<string, FieldsMask> | null

/**
 * Parses Google's partial-response syntax (`a,b(c,d),e/f,*`).
 * https://developers.google.com/workspace/drive/api/guides/fields-parameter
 * Throws a 400 for text that does not follow it.
 */
export function parseFields(text: string): FieldsMask {
  let at = 0
  const fail = () => invalidParameter('fields', `Invalid field selection ${text}`)
  const readName = () => {
    const match = /^[\w*.$-]+/.exec(text.slice(at))
    if (match === null) throw fail()
    at += match[0].length
    return match[0]
  }
  const readList = (): Map<string, FieldsMask> => {
    const mask = new Map<string, FieldsMask>()
    for (;;) {
      readItem(mask)
      if (text[at] !== ',') return mask
      at += 1
    }
  }
  const readItem = (mask: Map<string, FieldsMask>): void => {
    const name = readName()
    if (text[at] === '/') {
      at += 1
      const inner = new Map<string, FieldsMask>()
      readItem(inner)
      add(mask, name, inner)
    } else if (text[at] === '(') {
      at += 1
      const inner = readList()
      if (text[at] !== ')') throw fail()
      at += 1
      add(mask, name, inner)
    } else {
      add(mask, name, null)
    }
  }
  const mask = readList()
  if (at !== text.length) throw fail()
  return mask.has('*') ? null : mask
}

function add(mask: Map<string, FieldsMask>, name: string, inner: FieldsMask): void {
  const known = mask.get(name)
  if (inner === null || known === undefined) {
    mask.set(name, inner?.has('*') ? null : inner)
  } else if (known !== null) {
    for (const [key, value] of inner) add(known, key, value)
  }
}

/** The part of `value` a mask keeps. Arrays are masked item by item; unknown names are left out. */
export function applyFields(value: unknown, mask: FieldsMask): unknown {
  if (mask === null || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => applyFields(item, mask))
  const kept: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) {
    const inner = mask.get(name)
    if (inner !== undefined) kept[name] = applyFields(item, inner)
  }
  return kept
}

/** Applies the `fields` parameter of a query; `usual` is the mask Google uses when there is none. */
export function selectFields(query: URLSearchParams, usual: string, value: unknown): unknown {
  return applyFields(value, parseFields(query.get('fields') || usual))
}
