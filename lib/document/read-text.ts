import type * as Y from 'yjs'
import { cutText, maxShownTextLength } from './read-registers.ts'

/** The words of a text root, cut to what is shown; empty when the root is not there. Creates no root. */
export function readText(doc: Y.Doc, root: string): string {
  return doc.share.has(root) ? cutText(doc.getText(root).toString(), maxShownTextLength) : ''
}
