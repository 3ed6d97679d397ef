import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { samplePairId } from '../../gallery/sample-context.ts'
import { openDevice, patience } from '../../support/panel-device.ts'

it('a panel is heard and told what its page shows while a sign-in window stands', async () => {
  let close = (): void => undefined
  const window = new Promise<null>((resolve) => {
    close = () => resolve(null)
  })
  const device = openDevice(() => window)
  device.showPair(samplePairId)
  const session = await device.openPanel()
  session.actions.connect('google')
  session.actions.pickTopic('career', '')
  const [topic] = session.view().topics.mine
  session.actions.setText(topic?.id ?? '', 'note', '', '窓の前で書いた')
  await expect.poll(() => device.notesOf(samplePairId), patience).toEqual(['窓の前で書いた'])
  await expect.poll(() => session.view().state.save, patience).toBe('saved')
  device.showPair('f'.repeat(32))
  await expect.poll(() => session.view().topics.mine.length, patience).toBe(0)
  expect(session.view().busy.has('connect')).toBe(true)
  close()
  await expect.poll(() => session.view().busy.has('connect'), patience).toBe(false)
  device.close()
})
