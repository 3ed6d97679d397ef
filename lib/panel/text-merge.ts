import { applyChange, diffText } from '../base/text-diff.ts'

/** Letters compared with letters at most; beyond it a caret inside rewritten text goes to its start. */
const comparisonsAllowed = 1_000_000

/**
 * Where a position in `before` belongs in `after`: it stays with the words around it. Inside text that was
 * removed it goes to where that was. An insertion exactly at the position stays behind it, so that what one
 * types next continues one's own words.
 */
export function movePosition(position: number, before: string, after: string): number {
  const change = diffText(before, after)
  if (change === null) return position
  const { index, removeCount, insert } = change
  if (position <= index) return position
  if (position >= index + removeCount) return position + insert.length - removeCount
  // Several edits at once look like one large one: find the words that both sides of it share.
  const removed = before.slice(index, index + removeCount)
  const inside = position - index
  const shared = findShared(removed, insert)
  if (shared === null) return index
  const { at, to, length } = shared
  if (inside < at) {
    return index + movePosition(inside, removed.slice(0, at), insert.slice(0, to))
  }
  if (inside <= at + length) return index + to + inside - at
  const rest = movePosition(
    inside - at - length,
    removed.slice(at + length),
    insert.slice(to + length),
  )
  return index + to + length + rest
}

/** The longest piece that `a` (from `at`) and `b` (from `to`) share; null when none, or too long to look. */
function findShared(a: string, b: string): { at: number; to: number; length: number } | null {
  if (a.length * b.length > comparisonsAllowed) return null
  let best = { at: 0, to: 0, length: 0 }
  let previous = new Array<number>(b.length + 1).fill(0)
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(0)
    for (let j = 1; j <= b.length; j++) {
      if (a.charCodeAt(i - 1) !== b.charCodeAt(j - 1)) continue
      const length = (previous[j - 1] ?? 0) + 1
      row[j] = length
      if (length > best.length) best = { at: i - length, to: j - length, length }
    }
    previous = row
  }
  return best.length === 0 ? null : best
}

/**
 * Brings one person's edit (`base` became `mine`) into a text that meanwhile reads `theirs`. What either of
 * them added stays, what either removed is gone.
 */
export function mergeText(base: string, mine: string, theirs: string): string {
  if (mine === theirs) return mine
  const edit = diffText(base, mine)
  const other = diffText(base, theirs)
  if (edit === null) return theirs
  if (other === null) return mine
  if (edit.removeCount === 0) {
    return applyChange(theirs, { ...edit, index: movePosition(edit.index, base, theirs) })
  }
  const [first, second] = edit.index <= other.index ? [edit, other] : [other, edit]
  const firstEnd = first.index + first.removeCount
  if (firstEnd <= second.index) {
    // Apart, or touching: the later one is made first, so that the earlier position stays true.
    return applyChange(applyChange(base, second), first)
  }
  const end = Math.max(firstEnd, second.index + second.removeCount)
  return applyChange(base, {
    index: first.index,
    removeCount: end - first.index,
    insert: first.insert + second.insert,
  })
}
