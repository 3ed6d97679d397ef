import { AppError, errorCodeOf } from '../base/app-error.ts'
import type { Clock } from '../base/clock.ts'
import type { ReadableWords } from '../document/file-format/render-readable.ts'
import { exportJson } from '../storage/export-json.ts'
import { exportMarkdown } from '../storage/export-markdown.ts'
import { importJson } from '../storage/import-json.ts'
import type { DocumentTools } from '../sync/document-tools.ts'
import { absorbCopy } from './absorb-copy.ts'
import type { DocumentHost } from './document-host.ts'
import type { OpenedStores } from './open-stores.ts'
import type { PageHandlerDependencies } from './page-handlers.ts'

/** What {@link createOwnData} needs. */
export interface OwnDataParts {
  opened: OpenedStores
  host: DocumentHost
  tools: Pick<DocumentTools, 'compare' | 'rebase'>
  clock: Clock
  /** The words of a Markdown export. */
  words: ReadableWords
  /** See `createEraseAll`. */
  erase: () => Promise<void>
  /** Every panel must look anew. */
  onChanged: () => void
}

/** What a person may do with everything kept on this device. */
export function createOwnData(
  parts: OwnDataParts,
): Pick<PageHandlerDependencies, 'exportAll' | 'exportMarkdown' | 'importAll' | 'eraseAll'> {
  const { host, clock, onChanged } = parts
  const { stores } = parts.opened
  const { documents, pairs, privates } = stores
  return {
    exportAll: () => exportJson({ documents, pairs, privates, clock }),
    exportMarkdown: () => exportMarkdown({ documents, words: parts.words, clock }),
    async importAll(json) {
      // An export may be older than a repair of what is stored.
      const merge = async (pairId: string, segment: string, state: Uint8Array) => {
        const document = await host.open(pairId, [segment])
        try {
          if (!absorbCopy(parts.tools, document, segment, state, 'import')) {
            throw new AppError('import/invalid', segment)
          }
          await document.settled()
        } finally {
          document.release()
        }
      }
      const imported = await importJson(json, { documents, merge, pairs, privates })
      onChanged()
      return imported.ok
        ? { error: null, pairs: imported.value.pairs }
        : { error: imported.error, pairs: 0 }
    },
    async eraseAll() {
      try {
        await parts.erase()
        return null
      } catch (thrown) {
        const code = errorCodeOf(thrown)
        if (!code.startsWith('storage/')) throw thrown
        return code
      } finally {
        onChanged()
      }
    },
  }
}
