import type { FilePicker, TokenProvider } from '../auth/token-provider.ts'
import type { Clock } from '../base/clock.ts'
import type { DocumentTools } from '../sync/document-tools.ts'
import type { BackgroundStores } from './background-stores.ts'
import type { DocumentHost } from './document-host.ts'
import { encodePairFile } from './encode-pair-file.ts'
import { createEndAccess } from './end-access.ts'
import type { GoogleAccounts } from './google-accounts.ts'
import { createHomeKeeper } from './home-keeper.ts'
import { createPairLink } from './link-pair.ts'
import { createPairOpening } from './pair-opening.ts'

/** How two people's file comes to be, is found and is kept: everything between a pair and its file. */
export function composeLink(parts: {
  stores: BackgroundStores
  host: DocumentHost
  tools: DocumentTools
  tokens: TokenProvider & FilePicker
  google: GoogleAccounts
  session: Parameters<typeof createPairOpening>[0]['session']
  clock: Clock
}) {
  const { stores, host, tools, tokens, google, session } = parts
  const { pairs } = stores
  const nowMs = () => parts.clock.nowMs()
  const link = createPairLink({
    pairs,
    tokens,
    homeOf: google.homeOf,
    calendarOf: google.calendarOf,
    encodeFile: (pairId) => encodePairFile(pairId, stores.documents, tools),
    nowMs,
  })
  return {
    link,
    keepHome: createHomeKeeper({ pairs, host }),
    opening: createPairOpening({ pairs, tokens, link, session }),
    endAccess: createEndAccess({ pairs, homeOf: google.homeOf, nowMs }),
  }
}
