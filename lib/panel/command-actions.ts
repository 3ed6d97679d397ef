import { fromBase64, toBase64 } from '../base/bytes.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import type { CommandAnswer } from './command-desk.ts'
import type { PanelActions } from './panel-actions.ts'

type CommandActions = Pick<
  PanelActions,
  | 'endAccess'
  | 'setOverride'
  | 'setFrame'
  | 'returnFocus'
  | 'connect'
  | 'shareFile'
  | 'pickFile'
  | 'pasteLink'
  | 'syncNow'
  | 'setSamePerson'
  | 'openOptions'
  | 'choosePerson'
  | 'chooseOther'
  | 'tellAddresses'
  | 'exportFile'
  | 'importFile'
>

/** The actions that only ask something of the background. */
export function createCommandActions(
  run: (command: PanelCommand) => void,
  ask: (command: PanelCommand) => Promise<CommandAnswer>,
): CommandActions {
  return {
    endAccess: () => run({ name: 'end-access' }),
    setOverride: (override) => run({ name: 'override', override }),
    setFrame: (frameState) => run({ name: 'frame', frameState }),
    returnFocus: () => run({ name: 'return-focus' }),
    connect: (provider, access) => run({ name: 'connect', provider, access }),
    shareFile: (provider, email) => run({ name: 'share-file', provider, email }),
    pickFile: (fileId, home) => run({ name: 'pick', fileId, home }),
    pasteLink: (link) => run({ name: 'paste-link', link: link.trim().slice(0, 2000) }),
    setSamePerson: (pairId, isSame) => run({ name: 'same-person', pairId, isSame }),
    syncNow: () => run({ name: 'sync-now' }),
    choosePerson: (partnerName, selfName, index) =>
      run({ name: 'choose-person', partnerName, selfName, index }),
    chooseOther: () => run({ name: 'other-person' }),
    async tellAddresses({ partner, self }) {
      return (await ask({ name: 'tell-addresses', partner, self })).error === null
    },
    async exportFile() {
      const { error, bytes } = await ask({ name: 'export-file' })
      return error === null && bytes !== null ? fromBase64(bytes) : null
    },
    async importFile(bytes) {
      return (await ask({ name: 'import-file', bytes: toBase64(bytes) })).error === null
    },
    openOptions: () => run({ name: 'open-options' }),
  }
}
