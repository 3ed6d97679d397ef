import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../lib/base/app-error.ts'
import type { PanelMessage } from '../../../lib/messaging/protocol.ts'
import { createCommandDesk } from '../../../lib/panel/command-desk.ts'
import { createDraftShelf } from '../../../lib/panel/draft-shelf.ts'
import { sampleDraft } from '../../gallery/sample-context.ts'

function makeShelf() {
  const posted: Extract<PanelMessage, { type: 'panel/command' }>[] = []
  const errors: ErrorCode[] = []
  const commands = createCommandDesk((message) => {
    if (message.type === 'panel/command') posted.push(message)
    return true
  })
  const shelf = createDraftShelf(
    commands,
    () => undefined,
    (code) => errors.push(code),
  )
  return { shelf, commands, posted, errors }
}

const draft = sampleDraft({ note: 'ねむれない' })

describe('a draft being shared', () => {
  it('stays on the screen until it stands in the document', () => {
    const { shelf, commands, posted } = makeShelf()
    shelf.accept([draft])
    shelf.share(draft.id)
    // The background has taken it off the device; the document's change is still on its way.
    shelf.accept([])
    commands.settle(posted[0]?.id ?? 0, null)
    expect(shelf.list()).toEqual([draft])
    expect(shelf.isSharing(draft.id)).toBe(true)
    shelf.noteArrived(draft.id, true)
    expect(shelf.list()).toEqual([])
    expect(shelf.isSharing(draft.id)).toBe(false)
  })

  it('is over when a repeated press finds it gone, whichever news comes first', () => {
    for (const order of ['reply', 'document']) {
      const { shelf, commands, posted } = makeShelf()
      shelf.accept([draft])
      shelf.share(draft.id)
      commands.loseLine()
      commands.resume()
      expect(posted).toHaveLength(2)
      if (order === 'document') shelf.noteArrived(draft.id, true)
      commands.settle(posted[1]?.id ?? 0, 'message/invalid')
      if (order === 'reply') shelf.noteArrived(draft.id, true)
      shelf.accept([])
      expect(shelf.list()).toEqual([])
      expect(shelf.state()).toBe('saved')
    }
  })

  it('is pressed once', () => {
    const { shelf, posted } = makeShelf()
    shelf.accept([draft])
    shelf.share(draft.id)
    shelf.share(draft.id)
    expect(posted).toHaveLength(1)
  })
})

describe('a draft being written', () => {
  it('is one command per edit, and failed until one is answered well', () => {
    const { shelf, commands, posted } = makeShelf()
    shelf.accept([draft])
    shelf.put({ ...draft, note: 'a', updatedMs: draft.updatedMs + 1 })
    shelf.put({ ...draft, note: 'ab', updatedMs: draft.updatedMs + 2 })
    expect(posted).toHaveLength(2)
    expect(shelf.state()).toBe('saving')
    commands.settle(posted[0]?.id ?? 0, null)
    expect(shelf.state()).toBe('saving')
    commands.settle(posted[1]?.id ?? 0, 'storage/quota')
    expect(shelf.state()).toBe('failed')
    expect(shelf.error()).toBe('storage/quota')
    expect(shelf.find(draft.id)?.note).toBe('ab')
    shelf.saveAgain()
    commands.settle(posted[2]?.id ?? 0, null)
    expect(shelf.state()).toBe('saved')
  })
})
