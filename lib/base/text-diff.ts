/** One replacement inside a text: at `index`, `removeCount` UTF-16 units go and `insert` comes. */
export interface TextChange {
  index: number
  removeCount: number
  insert: string
}

/**
 * The smallest single replacement that turns `before` into `after`; null when they are equal. Never cuts a
 * surrogate pair in two: Yjs would store its halves as U+FFFD.
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

/** `text` with the replacement made. */
export function applyChange(text: string, change: TextChange): string {
  return text.slice(0, change.index) + change.insert + text.slice(change.index + change.removeCount)
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
