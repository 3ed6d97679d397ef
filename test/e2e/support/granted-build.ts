import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtExtension } from './person.ts'

/**
 * The production build as it is after the person has allowed notifications: nobody can press the browser's own
 * question in a headless run, so the optional permission stands among the granted ones. Nothing else differs.
 */
export function makeGrantedBuild(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'yohaku-granted-'))
  cpSync(builtExtension, folder, { recursive: true })
  const path = join(folder, 'manifest.json')
  const manifest: { permissions: string[]; optional_permissions: string[] } = JSON.parse(
    readFileSync(path, 'utf8'),
  )
  manifest.permissions.push(...manifest.optional_permissions)
  manifest.optional_permissions = []
  writeFileSync(path, JSON.stringify(manifest))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
