import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { createDraftDesk } from '../../../lib/background/draft-desk.ts'
import { openDesk } from '../../support/background-desk.ts'
import { factsOf, guestOf } from '../../support/event-facts.ts'
import { draftOf } from '../../support/stored-records.ts'

const nowMs = Date.UTC(2026, 10, 25, 3, 0)

async function start() {
  const desk = openDesk(nowMs)
  const refreshed: string[] = []
  const drafts = createDraftDesk({
    privates: desk.stores.privates,
    pairs: desk.stores.pairs,
    host: desk.host,
    othersOf: async () => [],
    currentPair: async (pairId) => pairId,
    onEdited: () => undefined,
    refreshPair: (pairId) => refreshed.push(pairId),
  })
  const [first, second] = [
    await desk.meet(factsOf('first', nowMs)),
    await desk.meet(
      factsOf('second', nowMs, {
        guests: [guestOf('ann@example.com'), guestOf('nao@example.com', { isOrganizer: true })],
      }),
    ),
  ]
  return { desk, drafts, first, second, refreshed, kept: () => desk.stores.privates.allDrafts() }
}

it('keeps the last words of a draft that arrive after another event was opened', async () => {
  const { drafts, first, refreshed, kept } = await start()
  const draft = draftOf(first.pairId, 'draft-1')
  // No panel shows the first pair any more.
  expect(await drafts.put(draft)).toBeNull()
  expect(await kept()).toEqual([draft])
  expect(refreshed).toEqual([first.pairId])
})

it('keeps nothing of a pair that is not known here', async () => {
  const { drafts, kept } = await start()
  expect(await drafts.put(draftOf('f'.repeat(32), 'draft-1'))).toBe('message/invalid')
  expect(await kept()).toEqual([])
})

it('shares no draft with anybody but the partner it was written for', async () => {
  const { desk, drafts, first, second, kept } = await start()
  const draft = draftOf(first.pairId, 'draft-1')
  await drafts.put(draft)
  const panel = { pairId: second.pairId, context: { meeting: null } }
  expect(await drafts.share(draft.id, panel)).toBe('message/invalid')
  expect(await kept()).toEqual([draft])
  expect(await desk.stores.documents.segments(second.pairId)).toEqual([])
})
