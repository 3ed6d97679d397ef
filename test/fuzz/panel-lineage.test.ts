import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { openDevice, patience } from '../support/panel-device.ts'
import { mulberry32 } from '../support/replica-world.ts'

const pairIds = ['a'.repeat(32), 'b'.repeat(32)]
const seeds = fuzzRuns(6)
const steps = 30

const mostTurns = 24

/** Lets some turns of the event loop go by, in which whatever is under way goes on, each time another stretch. */
async function turnOver(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * One person types into a panel while the worker dies, the line stands still, another pair is shown, and sync
 * finds files of another lineage. Whatever was typed must be on the disk in the end, whole and once readable.
 */
async function play(seed: number): Promise<void> {
  const next = mulberry32(seed)
  const below = (count: number) => Math.floor(next() * count)
  const device = openDevice()
  const typed = new Map(pairIds.map((id) => [id, [] as string[]]))
  const older = new Map(pairIds.map((id) => [id, [] as Uint8Array[]]))
  let serial = 0
  let pairId = pairIds[0] ?? ''
  let repairs = 0
  const word = (by: string) => {
    serial += 1
    return `${by}${serial}.`
  }
  device.showPair(pairId)
  const session = await device.openPanel()
  const isShown = () => device.pairOf() === pairId && session.view().isReady
  const type = () => {
    if (!isShown()) return
    const { mine } = session.view().topics
    const item = mine[below(mine.length)]
    if (item === undefined) {
      session.actions.pickTopic('career', '')
      return
    }
    const marker = word('p')
    session.actions.setText(item.id, 'note', item.note, `${item.note}${marker}`)
    typed.get(pairId)?.push(marker)
  }
  const diverge = async (isCutShort: boolean) => {
    const states = older.get(pairId) ?? []
    const before = states[below(states.length)]
    if (before === undefined) return
    const marker = word('f')
    const clientIds = await device.desk.stores.device.clientIds()
    const clientId = clientIds[below(clientIds.length)] ?? 1
    const repair = device.diverge(pairId, before, clientId, (note) => `${note}${marker}`)
    if (isCutShort) {
      await turnOver(below(mostTurns))
      device.killWorker()
      device.restart()
      return
    }
    if (await repair) repairs += 1
    typed.get(pairId)?.push(marker)
  }
  for (let step = 0; step < steps; step++) {
    const kind = below(20)
    if (kind < 10) type()
    else if (kind < 12) {
      const state = await device.stateOf(pairId)
      if (device.hasTopic(state)) older.get(pairId)?.push(state)
    } else if (kind < 13) device.hold()
    else if (kind < 15) device.letGo()
    else if (kind < 16) {
      device.killWorker()
      device.restart()
    } else if (kind < 17) {
      pairId = pairIds[below(2)] ?? pairId
      device.showPair(pairId)
    } else await diverge(kind === 19)
    if (below(3) > 0) await turnOver(below(mostTurns))
  }
  device.letGo()
  await expect
    .poll(() => (session.view().isReady ? session.view().state.save : 'not ready'), {
      ...patience,
      message: `seed ${seed}`,
    })
    .toBe('saved')
  for (const id of pairIds) {
    const lacking = async () => {
      const text = (await device.notesOf(id)).join('\n')
      return (typed.get(id) ?? []).filter((marker) => !text.includes(marker))
    }
    await expect.poll(lacking, { ...patience, message: `seed ${seed}` }).toEqual([])
  }
  device.close()
  totals.words += serial
  totals.repairs += repairs
}

const totals = { words: 0, repairs: 0 }

describe('a panel and workers that come and go', () => {
  it(`[SY39] lose no word, whatever lineage is stored (${seeds} seeds)`, async () => {
    for (let seed = 1; seed <= seeds; seed++) await play(seed)
    expect(totals.words).toBeGreaterThan(seeds * 5)
    expect(totals.repairs).toBeGreaterThan(0)
  }, 600_000)
})
