import type { HostModule } from '../network/host-module.ts'
import { html, type WorldRequest, type WorldResponse } from '../network/http-message.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { contentTypeOf, type DriveItem, headVersionOf, itemETag } from './onedrive-item.ts'

const personalDownloadHost = 'public.bn.files.1drv.com'

/**
 * A fresh pre-authenticated address for an item's content, made for `email`. Whoever has it can read, for some
 * minutes.
 */
export function downloadAddress(store: MicrosoftStore, item: DriveItem, email: string): string {
  const owner = store.files.ownerOf(item)
  const token = store.files.issueDownload(item.id, email, store.habits.files.downloadLifetimeMs)
  if (owner.isPersonal) return `https://${personalDownloadHost}/y4m/${token}`
  const folder = owner.signInName.replace(/[@.]/g, '_')
  const query = new URLSearchParams({
    UniqueId: item.uniqueId,
    Translate: 'false',
    tempauth: token,
  })
  const host = store.people.tenantOf(owner).driveHost
  return `https://${host}/personal/${folder}/_layouts/15/download.aspx?${query}`
}

/**
 * The hosts the pre-authenticated addresses lead to (`contoso-my.sharepoint.com`, `*.files.1drv.com`). They are
 * not Graph: an Authorization header is refused with 401, and nothing is logged, because the address is the
 * secret. Any other path is the file's page in the browser, with its name only.
 */
export function downloadHost(store: MicrosoftStore): HostModule {
  const driveHosts = () =>
    store.people.all().map((person) => store.people.tenantOf(person).driveHost)
  return {
    name: 'OneDrive downloads',
    serves: (host) =>
      host.endsWith('.files.1drv.com') ||
      ['1drv.ms', 'onedrive.live.com', ...driveHosts()].includes(host),
    isApi: () => false,
    accountOf: (request) => store.files.findDownload(tokenOf(request) ?? '')?.email ?? null,
    refuse: (request, status, reason) => withCors(request, html(status, reason)),
    handle: (request) => {
      const token = tokenOf(request)
      return token === null
        ? html(200, '<!doctype html><meta charset="utf-8"><title>OneDrive</title><p>OneDrive</p>')
        : withCors(request, download(request, store, token))
    },
  }
}

function download(request: WorldRequest, store: MicrosoftStore, token: string): WorldResponse {
  // A preflight only happens for what is not allowed here: Authorization, above all.
  if (request.method === 'OPTIONS') return html(403, '')
  if (request.headers.authorization !== undefined) return html(401, 'Unauthorized')
  const found = store.files.findDownload(token)
  if (found === null) return html(401, 'The download address has expired.')
  const item = store.files.find(found.itemId, request.staleMs)
  if (item === null || item.isRecycled) return html(404, 'Not found')
  return {
    status: 200,
    headers: {
      'content-type': contentTypeOf(item.name),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
      'cache-control': 'private, max-age=0',
      etag: itemETag(item, store.files.ownerOf(item)),
    },
    body: headVersionOf(item).bytes,
  }
}

function tokenOf({ url }: WorldRequest): string | null {
  if (url.host.endsWith('.files.1drv.com')) return url.pathname.split('/').at(-1) ?? null
  return url.pathname.endsWith('/_layouts/15/download.aspx')
    ? url.searchParams.get('tempauth')
    : null
}

function withCors(request: WorldRequest, response: WorldResponse): WorldResponse {
  if (request.headers.origin === undefined) return response
  return { ...response, headers: { ...response.headers, 'access-control-allow-origin': '*' } }
}
