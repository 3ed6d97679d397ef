import { applyChange, diffText, type TextChange } from '../base/text-diff.ts'

/**
 * Where a caret at `position` belongs after `change` was made by somebody else: text before it moves it,
 * text after it does not, and a caret inside what was removed goes to where it was removed. An insertion
 * exactly at the caret stays behind it, so that what one types next continues one's own words.
 */
export function moveCaret(position: number, change: TextChange): number {
  const end = change.index + change.removeCount
  if (position <= change.index) return position
  if (position >= end) return position + change.insert.length - change.removeCount
  return change.index
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
