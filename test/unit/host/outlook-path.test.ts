import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isCalendarPath } from '../../../lib/host/outlook/calendar-path.ts'
import { itemIdOf } from '../../../lib/host/outlook/read-event.ts'
import { squeeze } from '../../../lib/host/outlook/read-text.ts'
import { judgeSender } from '../../../lib/messaging/sender.ts'
import config from '../../../wxt.config.ts'
import { outlookHosts } from '../../sandbox/outlook-page/outlook-page-host.ts'

describe('addresses of Outlook', () => {
  it('are the calendar or something else', () => {
    for (const path of ['/calendar', '/calendar/', '/calendar/view/week', '/calendar/0/view/day']) {
      expect(isCalendarPath(path), path).toBe(true)
    }
    for (const path of ['/', '/mail/', '/mail/calendar', '/calendars/', '/people/calendar/']) {
      expect(isCalendarPath(path), path).toBe(false)
    }
  })

  it('name a single event, whatever its id is made of', () => {
    expect(itemIdOf('/calendar/item/AAMk%2BA%2Fx%3D%3D')).toBe('AAMk+A/x==')
    expect(itemIdOf('/calendar/0/item/AAMk-_')).toBe('AAMk-_')
    expect(itemIdOf('/calendar/item/')).toBeNull()
    expect(itemIdOf('/calendar/view/week')).toBeNull()
    expect(itemIdOf('/calendar/item/%E0%A4%A')).toBeNull()
  })

  it('are the same four in the script, in the manifest, in the background and in the stand-in', async () => {
    const script = readFileSync(
      new URL('../../../entrypoints/outlook.content/index.ts', import.meta.url),
      'utf8',
    )
    const matches = [...script.matchAll(/'(https:\/\/[^']+)'/g)].map((match) => match[1])
    expect(matches).toEqual(outlookHosts.map((host) => `https://${host}/*`))
    const all = ['https://calendar.google.com/*', ...matches]
    const sites = all.map((pattern) => {
      const sender = {
        id: 'us',
        url: pattern?.replace('*', 'calendar'),
        tab: { id: 1 },
        frameId: 0,
      }
      const judged = judgeSender(sender as never, 'us', 'chrome-extension://us')
      return judged.kind === 'content' ? judged.site : judged.kind
    })
    expect(sites).toEqual(['google', 'outlook', 'outlook', 'outlook', 'outlook'])
    if (typeof config.manifest !== 'function') throw new Error('the manifest is a function')
    const manifest = await config.manifest({
      browser: 'chrome',
      manifestVersion: 3,
      mode: 'production',
      command: 'build',
    })
    expect(manifest.web_accessible_resources).toEqual([{ resources: ['panel.html'], matches: all }])
  })
})

describe('texts of Outlook', () => {
  it('are read without the glyphs of icon fonts', () => {
    expect(squeeze('\ue823 Kei\n  Tanaka \uf8ff')).toBe('Kei Tanaka')
    expect(squeeze('\ue823')).toBe('')
  })
})
