import { describe, expect, it } from 'vitest'
import { type Harness, mine, stored } from './session-harness.ts'
import { useSession } from './use-session.ts'

const start = useSession()

describe('a worker that dies', () => {
  it('loses nothing that was typed before, during and after', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    const id = mine(harness)[0]?.id ?? ''
    harness.background.pause(true)
    harness.session.actions.setText(id, 'note', '', 'before')
    await harness.settle()
    harness.background.die()
    await harness.settle()
    expect(stored(harness)[0]?.note).toBe('')
    harness.session.actions.setText(id, 'note', 'before', 'before, during')
    expect(harness.session.view().state.save).toBe('saving')
    await harness.advance(1000)
    expect(stored(harness)[0]?.note).toBe('before, during')
    expect(harness.session.view().state.save).toBe('saved')
    harness.session.actions.setText(id, 'note', 'before, during', 'before, during, after')
    await harness.settle()
    expect(stored(harness)[0]?.note).toBe('before, during, after')
  })

  it('does not say "saved" before the save is acknowledged', async () => {
    const harness = await start()
    harness.background.pause(true)
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    expect(harness.session.view().state.save).toBe('saving')
    harness.background.pause(false)
    await harness.advance(1000)
    expect(harness.session.view().state.save).toBe('saved')
  })

  it('says "saving" at once and "saved" only when typing has paused', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('work', '')
    const id = mine(harness)[0]?.id ?? ''
    for (const note of ['あ', 'あい', 'あいう']) {
      harness.session.actions.setText(id, 'note', note.slice(0, -1), note)
      expect(harness.session.view().state.save).toBe('saving')
      await harness.advance(100)
      expect(harness.session.view().state.save).toBe('saving')
    }
    await harness.advance(500)
    expect(harness.session.view().state.save).toBe('saved')
  })

  it('names the id it holds when it joins again', async () => {
    const harness = await start()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    const joins = harness.background.received.filter((one) => one.type === 'panel/join')
    expect(joins.map((one) => one.heldClientId)).toEqual([null, 1001])
  })

  it('backs off when it is cut again and again', async () => {
    const harness = await start()
    const { connect } = harness.background
    let connections = 0
    harness.background.connect = () => {
      connections += 1
      const line = connect()
      // Cut before it carried anything, as a background does that does not know this frame.
      harness.background.die()
      return line
    }
    harness.background.die()
    for (let seconds = 0; seconds < 60; seconds++) await harness.advance(1000)
    expect(connections).toBeGreaterThanOrEqual(4)
    expect(connections).toBeLessThanOrEqual(8)
  })

  it('sends the edits of a pair no longer on screen', async () => {
    const harness = await start()
    harness.background.pause(true)
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    harness.background.setContext({ pairId: 'f'.repeat(32) })
    await harness.settle()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(stored(harness).map((topic) => topic.kind)).toEqual(['work'])
  })
})

describe('a line at rest', () => {
  const joins = (harness: Harness) =>
    harness.background.received.filter((one) => one.type === 'panel/join').length

  it('comes back by itself while nobody promised to wake it', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.background.die()
    await harness.settle()
    await harness.advance(60_000)
    expect(joins(harness)).toBe(2)
  })

  it('stays down while the panel is hidden and all is saved, and comes back when woken', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.session.wake()
    harness.background.die()
    await harness.settle()
    await harness.advance(60_000)
    expect(joins(harness)).toBe(1)
    harness.session.wake()
    await harness.settle()
    expect(joins(harness)).toBe(2)
    expect(harness.session.view().isReady).toBe(true)
  })

  it('comes back to tell that the network is back', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.session.wake()
    harness.background.die()
    await harness.settle()
    harness.session.noteNetwork(true)
    await harness.settle()
    const said = harness.background.received.slice(-20).map((one) => one.type)
    expect(said.lastIndexOf('panel/network')).toBeGreaterThan(said.lastIndexOf('panel/join'))
    expect(joins(harness)).toBe(2)
  })

  it('does not rest on unsaved words, nor while the panel is in sight', async () => {
    const harness = await start({ frameState: 'hidden' })
    harness.session.wake()
    harness.background.pause(true)
    harness.session.actions.pickTopic('work', '')
    await harness.settle()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(stored(harness)).toHaveLength(1)
    harness.background.setContext({ frameState: 'glance' })
    await harness.settle()
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(joins(harness)).toBe(3)
  })
})

describe('a line that can never stand', () => {
  it('is told as a code', async () => {
    const harness = await start()
    expect(harness.session.view().notices).toEqual([])
    harness.background.connect = () => {
      throw new Error('Extension context invalidated.')
    }
    harness.background.die()
    await harness.settle()
    await harness.advance(1000)
    expect(harness.session.view().notices.map((one) => one.code)).toEqual(['host/orphaned'])
  })

  it('is tried again when the attempt fell between a page and its end, as Firefox tells it', async () => {
    const harness = await start()
    const { connect } = harness.background
    // A DOMException of another realm: no Error here.
    const foreign: unknown = { name: 'InvalidStateError', message: 'An exception was thrown' }
    harness.background.connect = () => {
      throw foreign
    }
    harness.background.die()
    await harness.advance(100)
    expect(harness.session.view().notices).toEqual([])
    harness.background.connect = connect
    await harness.advance(1000)
    harness.session.actions.pickTopic('work', '')
    await harness.advance(1000)
    expect(stored(harness).map((topic) => topic.kind)).toEqual(['work'])
  })

  it('is over when the person tries again', async () => {
    const harness = await start()
    harness.background.failWith.command = 'share/refused'
    harness.session.actions.shareFile()
    await harness.settle()
    expect(harness.session.view().notices.map((one) => one.code)).toEqual(['share/refused'])
    harness.background.failWith.command = null
    harness.session.actions.connect()
    await harness.settle()
    expect(harness.session.view().notices).toEqual([])
  })
})
