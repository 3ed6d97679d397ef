import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judgeSender } from '../../../lib/messaging/sender.ts'

const id = 'abcdefghijklmnopabcdefghijklmnop'
const origin = `chrome-extension://${id}`
const tab = { id: 7 } as never

function judge(sender: object | undefined) {
  return judgeSender(sender as never, id, origin)
}

describe('judgeSender', () => {
  it('knows our content script in the top frame of a calendar page', () => {
    const sender = { id, url: 'https://calendar.google.com/calendar/u/0/r', tab, frameId: 0 }
    expect(judge(sender)).toEqual({ kind: 'content', tabId: 7, site: 'google' })
  })

  it('knows our own pages, alone and in a frame', () => {
    expect(judge({ id, url: `${origin}/popup.html` })).toEqual({
      kind: 'page',
      path: '/popup.html',
      tabId: null,
      isFramed: false,
    })
    expect(judge({ id, url: `${origin}/panel.html#token`, tab, frameId: 4 })).toEqual({
      kind: 'page',
      path: '/panel.html',
      tabId: 7,
      isFramed: true,
    })
    const alone = { id, url: `${origin}/panel.html?pair=x`, tab, frameId: 0 }
    expect(judge(alone)).toMatchObject({ tabId: 7, isFramed: false })
  })

  it('takes a page in a tab for framed unless the browser says that it is the top frame', () => {
    expect(judge({ id, url: `${origin}/panel.html`, tab })).toMatchObject({ isFramed: true })
  })

  it.each([
    ['nobody', undefined],
    ['another extension', { id: 'x'.repeat(32), url: `${origin}/popup.html` }],
    ['a page without an id', { url: 'https://calendar.google.com/', tab, frameId: 0 }],
    ['an unknown host', { id, url: 'https://calendar.google.com.evil.example/', tab, frameId: 0 }],
    ['a national cloud', { id, url: 'https://outlook.office365.us/calendar/', tab, frameId: 0 }],
    ['another one', { id, url: 'https://partner.outlook.cn/calendar/', tab, frameId: 0 }],
    ['plain http', { id, url: 'http://calendar.google.com/', tab, frameId: 0 }],
    ['a frame inside a page', { id, url: 'https://calendar.google.com/', tab, frameId: 3 }],
    ['no tab', { id, url: 'https://calendar.google.com/', frameId: 0 }],
    ['a broken address', { id, url: 'not a url', tab, frameId: 0 }],
    [
      'another extension origin',
      { id, url: 'chrome-extension://other/panel.html', tab, frameId: 0 },
    ],
  ])('refuses %s', (_who, sender) => {
    expect(judge(sender)).toEqual({ kind: 'stranger' })
  })
})

describe('the pages a content script stands beside', () => {
  it('are calendars whose messages are heard, and none of a national cloud', () => {
    const hosts = ['google-calendar', 'outlook'].flatMap((name) => {
      const path = new URL(`../../../entrypoints/${name}.content/index.ts`, import.meta.url)
      return [...readFileSync(path, 'utf8').matchAll(/'https:\/\/([^/]+)\/\*'/g)].map(
        (one) => one[1],
      )
    })
    expect(hosts).toHaveLength(5)
    for (const host of hosts) {
      expect(judge({ id, url: `https://${host}/calendar/`, tab, frameId: 0 }).kind).toBe('content')
      expect(host).not.toMatch(/\*|\.us$|\.cn$/)
    }
  })
})
