import { createEraseAll, type EraseParts } from './erase-all.ts'
import { createOwnData, type OwnDataParts } from './own-data.ts'

/** What a person may do with everything kept on this device, erasing it included. */
export function composeOwnData(
  parts: Omit<EraseParts, 'contexts'> &
    Omit<OwnDataParts, 'erase'> & {
      /** Forgets what is held in memory beside the live documents. */
      forgetAll: () => void
    },
) {
  const erase = createEraseAll({ ...parts, contexts: { forgetAll: parts.forgetAll } })
  return createOwnData({ ...parts, erase })
}
