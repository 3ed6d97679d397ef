import { escapeHtml, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import { headOf, roleOf } from './drive-file.ts'
import type { GoogleStore } from './google-store.ts'
import { page } from './oauth-pages.ts'

/** drive.google.com: the file's text for a signed-in person with access, "You need access" for others. */
export function handleDrivePage(request: WorldRequest, store: GoogleStore): WorldResponse | null {
  const match = /^\/file\/(?:u\/(\d+)\/)?d\/([\w-]+)\//.exec(`${request.url.pathname}/`)
  if (match === null) return null
  const index = Number(match[1] ?? request.url.searchParams.get('authuser') ?? 0)
  const viewer = store.sessions.accountsOf(request)[index]
  const file = store.drive.find(match[2] ?? '')
  if (file === null) return page(404, 'Sorry, the file you have requested does not exist.', '')
  const role = roleOf(file, viewer?.email ?? '')
  if (role === null) {
    const who = viewer === undefined ? '' : `<p>${escapeHtml(viewer.email)}</p>`
    return page(403, 'You need access', `<p data-drive="no-access">Ask for access.</p>${who}`)
  }
  const text = headOf(file).bytes.toString('utf8')
  return page(
    200,
    file.name,
    `<p data-drive="role">${role}</p><pre data-drive="content" style="white-space:pre-wrap">${escapeHtml(text)}</pre>`,
  )
}
