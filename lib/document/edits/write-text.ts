import * as Y from 'yjs'
import { diffText } from '../../base/text-diff.ts'

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
