import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import config from '../../../wxt.config.ts'

/** What the documents say about the manifest is compared with the manifest. */

const root = resolve(import.meta.dirname, '../../..')
const readText = (path: string) => readFileSync(resolve(root, path), 'utf8')

async function readManifest(browser: 'chrome' | 'firefox') {
  if (typeof config.manifest !== 'function') throw new Error('the manifest is a function')
  const environment = { browser, manifestVersion: 3, mode: 'production', command: 'build' } as const
  return config.manifest(environment)
}

/** https://developer.chrome.com/docs/extensions/reference/manifest/key */
function extensionIdOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
  const letterOf = (digit: string) => String.fromCharCode(97 + Number.parseInt(digit, 16))
  return [...digest.slice(0, 32)].map(letterOf).join('')
}

describe('documents', () => {
  it('justify every permission of the manifest under a heading', async () => {
    const headings = readText('PERMISSIONS.md')
      .split('\n')
      .filter((line) => line.startsWith('## '))
      .join('\n')
    for (const browser of ['chrome', 'firefox'] as const) {
      const { permissions = [], host_permissions: hosts = [] } = await readManifest(browser)
      for (const permission of [...permissions, ...hosts]) {
        expect(headings).toContain(`\`${permission}\``)
      }
    }
  })

  it('promise one version of the manifest for both browsers', () => {
    expect(config.manifestVersion).toBe(3)
    expect(readText('README.md')).toContain('`.output/firefox-mv3`')
  })

  it('name no permission as asked for that is listed as not asked for', async () => {
    const notAsked = readText('PERMISSIONS.md').split('## Not asked for')[1] ?? ''
    const { permissions = [] } = await readManifest('chrome')
    expect(notAsked).toContain('`tabs`')
    for (const permission of permissions) expect(notAsked).not.toContain(`\`${permission}\``)
  })

  it('give the redirect addresses that the builds really have', async () => {
    const readme = readText('README.md')
    const chrome = await readManifest('chrome')
    expect(readme).toContain(`https://${extensionIdOf(chrome.key ?? '')}.chromiumapp.org/`)
    const firefox = await readManifest('firefox')
    const id = firefox.browser_specific_settings?.gecko?.id ?? ''
    const hash = createHash('sha1').update(id).digest('hex')
    expect(readme).toContain(`http://127.0.0.1/mozoauth2/${hash}`)
  })

  it('describe every value of the managed policy that is read', () => {
    const schema: { properties: object } = JSON.parse(readText('public/managed-schema.json'))
    const read = /const managedSchema = z\.object\(\{([\s\S]*?)\n\}\)/.exec(
      readText('lib/background/settings.ts'),
    )?.[1]
    const keys = [...(read ?? '').matchAll(/^ {2}(\w+):/gm)].map((match) => match[1])
    expect(keys.length).toBeGreaterThan(0)
    expect(Object.keys(schema.properties).sort()).toEqual(keys.sort())
  })
})
