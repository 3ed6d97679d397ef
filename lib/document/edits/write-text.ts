import * as Y from 'yjs'

/** One replacement inside a text: at `index`, `removeCount` UTF-16 units go and `insert` comes. */
export interface TextChange {
  index: number
  removeCount: number
  insert: string
}

/**
 * The smallest single replacement that turns `before` into `after`; null when they are equal. Never cuts a
 * surrogate pair: Yjs would store its halves as U+FFFD.
 */
export function diffText(before: string, after: string): TextChange | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start -= 1
  let end = 0
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end += 1
  }
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end -= 1
  return {
    index: start,
    removeCount: before.length - end - start,
    insert: after.slice(start, after.length - end),
  }
}

/**
 * Makes `text` read as `after` by one minimal replacement, so that two people typing in the same note at
 * once merge letter by letter. Returns true when something changed.
 */
export function writeText(text: Y.Text, after: string): boolean {
  const change = diffText(text.toString(), after.toWellFormed())
  if (change === null) return false
  const index = countedIndex(text, change.index)
  const removeCount = countedIndex(text, change.index + change.removeCount) - index
  if (removeCount > 0) text.delete(index, removeCount)
  if (change.insert !== '') text.insert(index, change.insert)
  return true
}

/**
 * Turns a position in the plain string into Yjs's. They differ only where a newer version or a forged file
 * put something other than characters into the text; such a thing before the position counts as one.
 */
function countedIndex(text: Y.Text, position: number): number {
  if (text.length === text.toString().length) return position
  let seen = 0
  let counted = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (!(item.content instanceof Y.ContentString)) {
      if (seen >= position) break
      counted += item.length
      continue
    }
    if (seen + item.length >= position) return counted + (position - seen)
    seen += item.length
    counted += item.length
  }
  return counted
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
