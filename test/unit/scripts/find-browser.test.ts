import { describe, expect, it } from 'vitest'
import { findChromium, findFirefox, type Machine } from '../../../scripts/find-browser.mjs'

function makeMachine(given: Partial<Machine> & { programs: string[] }): Machine {
  const { programs, ...rest } = given
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    home: '/home/hana',
    isExecutable: (path) => programs.includes(path),
    listNames: () => [],
    ...rest,
  }
}

describe('findChromium', () => {
  it('finds nothing on a bare machine', () => {
    expect(findChromium(makeMachine({ programs: [] }))).toBeNull()
  })

  it('takes CHROME_PATH before anything else', () => {
    const machine = makeMachine({
      env: { PATH: '/usr/bin', CHROME_PATH: '/opt/mine/chrome' },
      programs: ['/usr/bin/chromium', '/opt/mine/chrome'],
    })
    expect(findChromium(machine)?.path).toBe('/opt/mine/chrome')
  })

  it('does not cover up a wrong CHROME_PATH', () => {
    const machine = makeMachine({
      env: { PATH: '/usr/bin', CHROME_PATH: '/nowhere' },
      programs: ['/usr/bin/chromium'],
    })
    expect(findChromium(machine)).toBeNull()
  })

  it('prefers a build that loads extensions by flag to Google Chrome', () => {
    const machine = makeMachine({
      programs: [
        '/usr/bin/google-chrome',
        '/home/hana/.cache/ms-playwright/chromium-1200/chrome-linux/chrome',
      ],
      listNames: (folder) =>
        folder === '/home/hana/.cache/ms-playwright'
          ? ['firefox-1500', 'chromium-900', 'chromium-1200']
          : [],
    })
    expect(findChromium(machine)).toEqual({
      path: '/home/hana/.cache/ms-playwright/chromium-1200/chrome-linux/chrome',
      canLoadByFlag: true,
    })
  })

  it('takes the newest Playwright build', () => {
    const machine = makeMachine({
      listNames: () => ['chromium-999', 'chromium-1200'],
      isExecutable: (path) => path.endsWith('chrome-linux64/chrome'),
      programs: [],
    })
    expect(findChromium(machine)?.path).toContain('chromium-1200')
  })

  it('says of branded builds that the flag does not work', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findChromium(makeMachine({ platform: 'darwin', programs: [chrome] }))).toEqual({
      path: chrome,
      canLoadByFlag: false,
    })
    expect(
      findChromium(makeMachine({ programs: ['/usr/bin/microsoft-edge'] }))?.canLoadByFlag,
    ).toBe(false)
  })

  it('does not take Chrome for Testing for a branded build', () => {
    const path =
      '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'
    expect(findChromium(makeMachine({ platform: 'darwin', programs: [path] }))?.canLoadByFlag).toBe(
      true,
    )
  })
})

describe('findFirefox', () => {
  it('finds the Debian package', () => {
    expect(findFirefox(makeMachine({ programs: ['/usr/bin/firefox-esr'] }))).toBe(
      '/usr/bin/firefox-esr',
    )
  })

  it('finds nothing on a bare machine', () => {
    expect(findFirefox(makeMachine({ programs: [] }))).toBeNull()
    expect(findFirefox(makeMachine({ platform: 'win32', programs: [] }))).toBeNull()
  })
})
