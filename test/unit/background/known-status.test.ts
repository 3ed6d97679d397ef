import { describe, expect, it } from 'vitest'
import { createKnownStatus } from '../../../lib/background/known-status.ts'
import { emptyStatus } from '../../../lib/background/panel-context.ts'
import type { SyncStatus } from '../../../lib/model/sync-status.ts'

const pair = 'a'.repeat(32)
const local: SyncStatus = { ...emptyStatus, phase: 'local' }
const arrived: SyncStatus = { ...emptyStatus, phase: 'arrived' }

/** Answers that are given when the test says so, in the order the questions were asked. */
function holdAnswers() {
  const waiting: ((status: SyncStatus) => void)[] = []
  return {
    find: () => new Promise<SyncStatus>((resolve) => waiting.push(resolve)),
    async answer(index: number, status: SyncStatus) {
      waiting[index]?.(status)
      await Promise.resolve()
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

function setUp() {
  const changed: string[] = []
  const failures: unknown[] = []
  const known = createKnownStatus({
    onChanged: (pairId) => changed.push(pairId),
    report: (thrown) => failures.push(thrown),
  })
  return { known, changed, failures, ...holdAnswers() }
}

describe('the last known status of a pair', () => {
  it('waits for the first answer, then gives it at once', async () => {
    const { known, find, answer } = setUp()
    const first = known.read(pair, find)
    await answer(0, local)
    expect(await first).toEqual(local)
    expect(await known.read(pair, find)).toEqual(local)
  })

  it('tells once that an answer was old, and gives the new one from then on', async () => {
    const { known, find, answer, changed } = setUp()
    void known.read(pair, find)
    await answer(0, local)
    await known.read(pair, find)
    await answer(1, arrived)
    expect(changed).toEqual([pair])
    expect(await known.read(pair, find)).toEqual(arrived)
    await answer(2, arrived)
    expect(changed).toEqual([pair])
  })

  it('learns from an answer though another question was asked meanwhile', async () => {
    const { known, find, answer } = setUp()
    void known.read(pair, find)
    await answer(0, local)
    await known.read(pair, find)
    await known.read(pair, find)
    await answer(1, arrived)
    expect(await known.read(pair, find)).toEqual(arrived)
  })

  it('never lets an older answer replace a newer one', async () => {
    const { known, find, answer } = setUp()
    void known.read(pair, find)
    await answer(0, local)
    await known.read(pair, find)
    await known.read(pair, find)
    await answer(2, arrived)
    await answer(1, local)
    expect(await known.read(pair, find)).toEqual(arrived)
  })

  it('keeps no answer asked for before an edit, or before all was erased', async () => {
    for (const forget of ['forget', 'forgetAll'] as const) {
      const { known, find, answer } = setUp()
      void known.read(pair, find)
      known[forget](pair)
      await answer(0, arrived)
      const next = known.read(pair, find)
      await answer(1, local)
      expect(await next).toEqual(local)
    }
  })

  it('reports a failed look and keeps what was known', async () => {
    const { known, find, answer, failures } = setUp()
    void known.read(pair, find)
    await answer(0, local)
    const failure = new Error('disk')
    expect(await known.read(pair, () => Promise.reject(failure))).toEqual(local)
    await Promise.resolve()
    await Promise.resolve()
    expect(failures).toEqual([failure])
  })
})
