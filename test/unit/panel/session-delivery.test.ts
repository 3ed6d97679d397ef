import { describe, expect, it } from 'vitest'
import { plantTopic } from '../../gallery/plant-topic.ts'
import { arrivedStatus, localStatus, me } from '../../gallery/sample-context.ts'
import { mine } from './session-harness.ts'
import { useSession } from './use-session.ts'

const start = useSession()

describe('delivery', () => {
  it('is told per topic from what changed since everything had arrived', async () => {
    const harness = await start()
    plantTopic(harness.background, { owner: me.id, kind: 'work' })
    await harness.settle()
    harness.background.setContext({ status: { ...arrivedStatus } })
    await harness.settle()
    expect(mine(harness).map((one) => one.delivery)).toEqual(['arrived'])
    harness.background.setContext({
      status: { ...arrivedStatus, phase: 'waiting', isOnline: false },
    })
    await harness.settle()
    harness.session.actions.pickTopic('career', '')
    expect(mine(harness).map((one) => [one.kind, one.delivery])).toEqual([
      ['work', 'arrived'],
      ['career', 'waiting'],
    ])
    expect(harness.session.view().state.delivery).toBe('waiting')
    await harness.settle()
    harness.background.setContext({ status: arrivedStatus })
    await harness.settle()
    expect(mine(harness).map((one) => one.delivery)).toEqual(['arrived', 'arrived'])
    expect(harness.session.view().state.delivery).toBe('arrived')
  })

  it('is not claimed from an answer older than the edit', async () => {
    const harness = await start()
    harness.session.actions.pickTopic('career', '')
    await harness.settle()
    expect(harness.session.view().state.delivery).toBe('on-the-way')
    expect(mine(harness)[0]?.delivery).toBe('waiting')
  })

  it('waits for everything while there is no shared file', async () => {
    const harness = await start({ status: localStatus })
    harness.session.actions.pickTopic('career', '')
    await harness.settle()
    expect(mine(harness)[0]?.delivery).toBe('waiting')
    expect(harness.session.view().state.delivery).toBe('device')
  })
})
