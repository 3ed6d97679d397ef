import { defineConfig } from 'wxt'

/** As the product is built, and nothing else; copied beside the empty content script. */
export default defineConfig({
  imports: false,
  outDir: 'out',
  manifest: { name: 'Empty', version: '1' },
  vite: () => ({ build: { modulePreload: { polyfill: false }, sourcemap: false } }),
})
