import type { PanelCommand } from '../messaging/protocol.ts'
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
>

/** The actions that only ask something of the background. */
export function createCommandActions(run: (command: PanelCommand) => void): CommandActions {
  return {
    endAccess: () => run({ name: 'end-access' }),
    setOverride: (override) => run({ name: 'override', override }),
    setFrame: (frameState) => run({ name: 'frame', frameState }),
    returnFocus: () => run({ name: 'return-focus' }),
    connect: () => run({ name: 'connect' }),
    shareFile: () => run({ name: 'share-file' }),
    pickFile: (fileId) => run({ name: 'pick', fileId }),
    pasteLink: (link) => run({ name: 'paste-link', link: link.trim().slice(0, 2000) }),
    setSamePerson: (pairId, isSame) => run({ name: 'same-person', pairId, isSame }),
    syncNow: () => run({ name: 'sync-now' }),
    openOptions: () => run({ name: 'open-options' }),
  }
}
