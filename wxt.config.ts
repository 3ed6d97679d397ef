import { fileURLToPath } from 'node:url'
import { preact } from '@preact/preset-vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'wxt'

/** Hosts whose calendar pages we may stand beside. */
const calendarMatches = [
  'https://calendar.google.com/*',
  'https://outlook.office.com/*',
  'https://outlook.office365.com/*',
  'https://outlook.live.com/*',
  'https://outlook.cloud.microsoft/*',
]

/**
 * Pins the extension id of unpacked builds (gepipglhcfilmooljejmmjdhclebjloa), and with it the OAuth
 * redirect URL. A public key only; nothing is signed with it.
 */
const chromePublicKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAkcHfjihMo1jah5/gj8n+L1AYzYKA+gTXLHckPzOE6XMefLCUBZHHj1v2Fq37vIa8YOYMRJVQGA/IZRRdHLRm+Lav5WlkWjgKQ8rqk/TDre3wfSYkEtoA0HJghponUQbiVr0oezRUo5t5VIO4qBSQbM+xgReHJAiiXtpegQKz6YAF+ssf1yqjj7yOtOX3VvFSYIWNDvWFMDcZCUVFDjdUv2S2tWIGNCn533gXiENhRqLMhGWrkNtWr7VHkmdR+RVH5Nyx9AYo2180q8Qhcjl20LxH5RV4//38y2Ui0F5hsxa+HL3Xyz+xgXUiFkr5y+kqRjaMmpYJ0052el7k3SY9NQIDAQAB'

/**
 * What WXT puts into every content script for nothing: where and when to run, which stands in the manifest, and
 * a logger that is silent in production. Every calendar page would pay for it.
 */
const leaveOutUnused: Plugin = {
  name: 'yohaku:leave-out-unused',
  // WXT reads the options through a server, which this does not touch.
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    // It logs an error and throws it on; the browser's console shows what is thrown.
    if (id.includes(':wxt-content-script-isolated-world-entrypoint')) {
      return code.replace(/\btry \{([\s\S]*?)\} catch \(err\) \{[\s\S]*?throw err;\s*\}/, '$1')
    }
    return /\/entrypoints\/[\w-]+\.content\/index\.ts$/.test(id)
      ? code.replace(/\bmatches: \[[^\]]*\],\s*runAt: '\w+',/, '')
      : null
  },
}

export default defineConfig({
  imports: false,
  outDir: '.output',
  // WXT's own choice for Firefox is 2; one manifest for both browsers, and Firefox 140 knows it.
  manifestVersion: 3,
  vite: () => ({
    plugins: [preact(), leaveOutUnused],
    resolve: {
      // A sixth of the content script would be helpers of WXT that we do not use; see the file.
      alias: {
        'wxt/utils/content-script-context': fileURLToPath(
          new URL('lib/host/content-context.ts', import.meta.url),
        ),
      },
    },
    // A source map or a module-preload polyfill in a content script costs bytes on every page load.
    build: { modulePreload: { polyfill: false }, sourcemap: false },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'identity', 'contextMenus'],
    optional_permissions: ['notifications'],
    // People may bind other keys; lib/background/shortcuts.ts knows the names.
    commands: {
      'open-panel': {
        suggested_key: { default: 'Alt+Shift+O' },
        description: '__MSG_commandOpenPanel__',
      },
      'toggle-private': {
        suggested_key: { default: 'Alt+Shift+P' },
        description: '__MSG_commandTogglePrivate__',
      },
    },
    host_permissions: ['https://www.googleapis.com/*'],
    web_accessible_resources: [{ resources: ['panel.html'], matches: calendarMatches }],
    // URL.canParse, AbortSignal.any and strict IndexedDB durability are all there from here on.
    ...(browser === 'chrome' && {
      key: chromePublicKey,
      minimum_chrome_version: '121',
      // Firefox has managed storage without a schema, and warns of this key.
      storage: { managed_schema: 'managed-schema.json' },
    }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'yohaku@yohaku.invalid',
          strict_min_version: '140.0',
          data_collection_permissions: {
            required: ['none'],
            optional: ['personalCommunications', 'personallyIdentifyingInfo'],
          },
        },
      },
    }),
  }),
})
