import type { Clock } from '../base/clock.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { PairId } from '../model/people.ts'
import type { DocumentTools } from '../sync/document-tools.ts'
import type { BackgroundStores } from './background-stores.ts'
import type { DocumentHost } from './document-host.ts'
import { encodePairFile } from './encode-pair-file.ts'
import { createEndAccess } from './end-access.ts'
import { createHomeKeeper } from './home-keeper.ts'
import { createPairLink } from './link-pair.ts'
import type { PairFiles } from './pair-files.ts'
import { createPairOpening } from './pair-opening.ts'
import type { Providers } from './providers.ts'
import { createVetFile } from './vet-file.ts'

/** How two people's file comes to be, is found and is kept: everything between a pair and its file. */
export function composeLink(parts: {
  stores: BackgroundStores
  host: DocumentHost
  tools: DocumentTools
  providers: Providers
  files: PairFiles
  session: Parameters<typeof createPairOpening>[0]['session']
  onEventRead: (facts: EventFacts) => void
  clock: Clock
}) {
  const { stores, host, tools, providers, files, session } = parts
  const { pairs } = stores
  const nowMs = () => parts.clock.nowMs()
  const encodeFile = (pairId: PairId) => encodePairFile(pairId, stores.documents, tools)
  const link = createPairLink({
    pairs,
    providers,
    files,
    vet: createVetFile(tools),
    encodeFile,
    onEventRead: parts.onEventRead,
    nowMs,
  })
  return {
    link,
    encodeFile,
    keepHome: createHomeKeeper({ pairs, host }),
    opening: createPairOpening({ pairs, providers, link, session }),
    endAccess: createEndAccess({ pairs, files, nowMs }),
  }
}
