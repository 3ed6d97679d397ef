import { describe, expect, it } from 'vitest'
import { createSelectionMenu, type MenuPartner } from '../../../lib/background/selection-menu.ts'
import { createMemoryArea } from '../../support/memory-area.ts'

const pair = (digit: string) => digit.repeat(32)

function openMenu(session = createMemoryArea()) {
  const items: { id?: string; title?: string; parentId?: string | number }[] = []
  let press: (info: { menuItemId: string; selectionText?: string }) => void = () => undefined
  const chosen: [string, string][] = []
  const state = { partners: [] as MenuPartner[], rebuilds: 0 }
  const menu = createSelectionMenu({
    contextMenus: {
      create: ((item: (typeof items)[number]) => items.push(item)) as never,
      removeAll: (async () => {
        state.rebuilds += 1
        items.length = 0
      }) as never,
      onClicked: {
        addListener: (listener: typeof press) => {
          press = listener
        },
      } as never,
    },
    session,
    partners: async () => state.partners,
    words: async () => ({ title: '次の1on1で話す…', callPartner: ({ name }) => name }),
    onChosen: (pairId, text) => chosen.push([pairId, text]),
  })
  return { menu, items, chosen, state, press: (info: never) => press(info) }
}

describe('the menu on selected text', () => {
  it('is not there before there is a partner', async () => {
    const { menu, items } = openMenu()
    await menu.update()
    expect(items).toEqual([])
  })

  it('offers partners, and is built anew only when they change', async () => {
    const { menu, items, state } = openMenu()
    state.partners = [
      { pairId: pair('1'), name: '森さん', email: null },
      { pairId: pair('2'), name: 'A & B %s', email: null },
    ]
    await Promise.all([menu.update(), menu.update()])
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['yohaku-talk', '次の1on1で話す…'],
      [`yohaku-talk:${pair('1')}`, '森さん'],
      [`yohaku-talk:${pair('2')}`, 'A && B %\u200bs'],
    ])
    expect(state.rebuilds).toBe(1)
    state.partners = []
    await menu.update()
    expect(items).toEqual([])
  })

  it('offers no more than a menu can bear', async () => {
    const { menu, items, state } = openMenu()
    state.partners = Array.from({ length: 30 }, (_, at) => ({
      pairId: at.toString(16).padStart(32, '0'),
      name: `n${at}`,
      email: null,
    }))
    await menu.update()
    expect(items).toHaveLength(9)
  })

  it('knows after the worker died what it built', async () => {
    const session = createMemoryArea()
    const first = openMenu(session)
    first.state.partners = [{ pairId: pair('1'), name: '森さん', email: null }]
    await first.menu.update()
    const reborn = openMenu(session)
    reborn.state.partners = first.state.partners
    await reborn.menu.update()
    expect(reborn.state.rebuilds).toBe(0)
  })

  it('hands over the pair and the text, and nothing of other menus', () => {
    const { press, chosen } = openMenu()
    press({ menuItemId: `yohaku-talk:${pair('1')}`, selectionText: 'そちらの部署では？' } as never)
    press({ menuItemId: 'yohaku-talk', selectionText: 'x' } as never)
    press({ menuItemId: 'yohaku-talk:evil', selectionText: 'x' } as never)
    expect(chosen).toEqual([[pair('1'), 'そちらの部署では？']])
  })
})
