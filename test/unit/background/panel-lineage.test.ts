import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import type { PanelSession } from '../../../lib/panel/session-contract.ts'
import { samplePairId } from '../../gallery/sample-context.ts'
import { openDevice, type PanelDevice, patience } from '../../support/panel-device.ts'

const otherPairId = 'f'.repeat(32)
const devices: PanelDevice[] = []
afterEach(() => {
  for (const device of devices.splice(0)) device.close()
})

const mineIn = (session: PanelSession) => session.view().topics.mine
const notesIn = (session: PanelSession) =>
  mineIn(session)
    .map(({ note }) => note)
    .sort()
const isSaved = (session: PanelSession) => session.view().state.save === 'saved'
const saved = (session: PanelSession) => expect.poll(() => isSaved(session), patience).toBe(true)

/** A device with one panel that has written "base " and then "base here" into one topic. */
async function openStage(pairId = samplePairId) {
  const device = openDevice()
  devices.push(device)
  device.showPair(pairId)
  const session = await device.openPanel()
  session.actions.pickTopic('career', '')
  const topicId = mineIn(session)[0]?.id ?? ''
  session.actions.setText(topicId, 'note', '', 'base ')
  await saved(session)
  const before = await device.stateOf(pairId)
  session.actions.setText(topicId, 'note', 'base ', 'base here')
  await saved(session)
  const clientId = device.clientId()
  return { device, session, topicId, before, clientId }
}

describe('a panel that outlived its lineage', () => {
  it('[SY39] hands over what it alone has after the worker died, and shows every word once', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    device.killWorker()
    device.hold()
    device.restart()
    await device.diverge(samplePairId, before, clientId, () => 'base THERE')
    device.letGo()
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    await saved(session)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
  })

  it('[SY39] hands over what was on its way while stored bytes were replaced', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    await device.diverge(samplePairId, before, clientId, () => 'base THERE')
    device.letGo()
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    await saved(session)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
  })

  it('[SY39] hands over what it wrote about a pair that is not on screen any more', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    device.showPair(otherPairId)
    await expect.poll(() => mineIn(session).length, patience).toBe(0)
    await device.diverge(samplePairId, before, clientId, () => 'base THERE')
    device.letGo()
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => device.notesOf(samplePairId), patience).toEqual(wanted)
    await saved(session)
  })

  it('[SY39] gives up nothing when the line is cut again before its words were taken', async () => {
    const { device, session, topicId, before, clientId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and unsaved')
    await device.diverge(samplePairId, before, clientId, () => 'base THERE')
    await expect.poll(() => device.sent.some((one) => 'isWhole' in one), patience).toBe(true)
    expect(isSaved(session)).toBe(false)
    device.killWorker()
    device.restart()
    const wanted = ['base THERE', 'base here', 'base here and unsaved'].sort()
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    await saved(session)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
  })

  it('[SY39] adds nothing when all its words were saved', async () => {
    const { device, session, before, clientId } = await openStage()
    device.killWorker()
    device.restart()
    await device.diverge(samplePairId, before, clientId, () => 'base THERE')
    const wanted = ['base THERE', 'base here']
    await expect.poll(() => notesIn(session), patience).toEqual(wanted)
    expect(await device.notesOf(samplePairId)).toEqual(wanted)
    expect(device.sent.some((one) => 'isWhole' in one)).toBe(false)
  })

  it('keeps its copy, and sends no more than the difference, when only the worker died', async () => {
    const { device, session, topicId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and more')
    device.killWorker()
    device.sent.length = 0
    device.restart()
    await saved(session)
    expect(session.view().isReady).toBe(true)
    expect(await device.notesOf(samplePairId)).toEqual(['base here and more'])
    expect(device.sent.some((one) => 'isWhole' in one)).toBe(false)
  })

  it('sends what it owes about a pair though the line stands again under another one', async () => {
    const { device, session, topicId } = await openStage()
    device.hold()
    session.actions.setText(topicId, 'note', 'base here', 'base here and more')
    device.killWorker()
    device.restart()
    device.showPair(otherPairId)
    await expect.poll(() => mineIn(session).length, patience).toBe(0)
    await expect.poll(() => device.notesOf(samplePairId), patience).toEqual(['base here and more'])
  })
})
