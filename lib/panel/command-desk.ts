import type { ErrorCode } from '../base/app-error.ts'
import type { PanelCommand } from '../messaging/panel-command-schemas.ts'
import type { PanelMessage } from '../messaging/protocol.ts'

/** The name of a command. */
export type CommandName = PanelCommand['name']

/** What the background said. */
export interface CommandAnswer {
  error: ErrorCode | null
  /** Base64. */
  bytes: string | null
}

type OnReply = (error: ErrorCode | null, bytes: string | null) => void

/** Commands on their way to the background, and what it said. */
export interface CommandDesk {
  /**
   * Sends now, or when the line is back. `onReply` gets the code to tell, or null, and the bytes (base64) that
   * were asked for, null where there are none.
   */
  run(command: PanelCommand, onReply: OnReply): void
  settle(id: number, error: ErrorCode | null, bytes?: string): void
  /** The line was cut: drafts are sent again, a conversation with the provider is over. */
  loseLine(): void
  /** The line stands: send what waited. */
  resume(): void
  /** Commands without an answer yet. */
  busy(): ReadonlySet<CommandName>
}

/** Commands whose repetition changes nothing, so that they may be sent again. */
const repeatable: readonly CommandName[] = [
  'draft-put',
  'draft-remove',
  'draft-share',
  'note-put',
  'private-hide',
  'load-all',
  'override',
  'choose-person',
  'tell-addresses',
  'import-file',
  'dismiss',
  'same-person',
  'elsewhere',
]

const attempts: readonly CommandName[] = [
  'connect',
  'share-file',
  'pick',
  'paste-link',
  'sync-now',
  'tell-addresses',
  'import-file',
]

/** True for a command that tries something with the provider. */
export function isAttempt(name: CommandName): boolean {
  return attempts.includes(name)
}

/** Builds the desk; `post` returns false when the line is down. */
export function createCommandDesk(post: (message: PanelMessage) => boolean): CommandDesk {
  const open = new Map<number, { command: PanelCommand; isSent: boolean; onReply: OnReply }>()
  let lastId = 0

  const send = (id: number): void => {
    const entry = open.get(id)
    if (entry === undefined) return
    entry.isSent = post({ type: 'panel/command', id, command: entry.command })
  }

  return {
    run(command, onReply) {
      lastId += 1
      open.set(lastId, { command, isSent: false, onReply })
      send(lastId)
    },
    settle(id, error, bytes) {
      const entry = open.get(id)
      if (entry === undefined) return
      open.delete(id)
      entry.onReply(error, bytes ?? null)
    },
    loseLine() {
      for (const [id, entry] of [...open]) {
        if (!entry.isSent) continue
        if (repeatable.includes(entry.command.name)) {
          entry.isSent = false
          continue
        }
        // Nobody knows how it ended; the status that comes with the next context does.
        open.delete(id)
        entry.onReply(null, null)
      }
    },
    resume() {
      for (const [id, entry] of open) if (!entry.isSent) send(id)
    },
    busy: () => new Set([...open.values()].map((entry) => entry.command.name)),
  }
}
