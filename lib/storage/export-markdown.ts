import type { Clock } from '../base/clock.ts'
import { createReplica } from '../document/create-replica.ts'
import {
  type ReadableWords,
  renderReadable,
  wholeExtent,
} from '../document/file-format/render-readable.ts'
import type { DocumentList, DocumentStore } from './ports.ts'

/** What a Markdown export is made from. */
export interface MarkdownSources {
  documents: Pick<DocumentStore, 'load' | 'segments'> & DocumentList
  words: ReadableWords
  clock: Clock
}

/**
 * Every pair's shared record in full, for people to read: one Markdown text, pairs apart by a rule. Removed
 * topics and drafts are not in it; `exportJson` has them.
 */
export async function exportMarkdown(sources: MarkdownSources): Promise<string> {
  const parts: string[] = []
  for (const pairId of await sources.documents.pairIds()) {
    const replica = createReplica({ pairId })
    for (const segment of await sources.documents.segments(pairId)) {
      // One by one: a damaged entry must not take the sound ones with it.
      for (const entry of await sources.documents.load(pairId, segment)) {
        replica.load(segment, [entry])
      }
    }
    parts.push(renderReadable(replica.read(), sources.words, sources.clock.nowMs(), wholeExtent))
    replica.destroy()
  }
  return `${parts.join('\n\n---\n\n')}\n`
}
