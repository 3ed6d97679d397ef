import type { HostModule } from '../network/host-module.ts'
import type { WorldRequest } from '../network/http-message.ts'
import { html } from '../network/http-message.ts'
import { outlookPageHost } from '../outlook-page/outlook-page-host.ts'
import { handleAdminConsent } from './entra-admin-consent.ts'
import { handleEntraAuthorize } from './entra-authorize.ts'
import { entraErrorPage, entraPage } from './entra-pages.ts'
import { handleEntraToken } from './entra-token.ts'
import { graphHost } from './graph-host.ts'
import type { MicrosoftStore } from './microsoft-store.ts'
import { downloadHost } from './onedrive-download.ts'
import { outlookPageEvents } from './outlook-page-events.ts'
import { handleSignIn, loginHostName } from './sign-in.ts'

/**
 * The Microsoft hosts of the world. The seams: a further part of Graph goes into the list in `graph-host.ts`,
 * a further host into the list here. A page host lets {@link handleSignIn} answer first, so that
 * `/__signin?as=EMAIL` works on it; who looks at the page is `store.sessions.accountsOf(request)[0]`.
 */
export function microsoftHosts(store: MicrosoftStore): HostModule[] {
  return [
    graphHost(store),
    loginHost(store),
    downloadHost(store),
    outlookPageHost(outlookPageEvents(store)),
  ]
}

/** login.microsoftonline.com: sign-in, consent, tokens. Never logged. */
function loginHost(store: MicrosoftStore): HostModule {
  return {
    name: loginHostName,
    serves: (host) => host === loginHostName,
    isApi: () => false,
    accountOf: (request: WorldRequest) =>
      store.sessions.accountsOf(request)[0]?.email ??
      store.entra.refreshToken(
        new URLSearchParams(request.body.toString()).get('refresh_token') ?? '',
      )?.email ??
      null,
    refuse: (_request, status, reason) => entraErrorPage('en', status, status, reason),
    handle: (request) =>
      handleSignIn(request, store) ??
      handleEntraToken(request, store) ??
      handleEntraAuthorize(request, store) ??
      handleAdminConsent(request, store) ??
      (request.url.pathname === '/__signed-in' ? entraPage(200, 'Signed in', '') : null) ??
      html(404, 'Not found'),
  }
}
