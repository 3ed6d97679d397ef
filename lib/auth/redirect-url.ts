/**
 * The redirect address to register and to send to Google. `browserUrl` is what
 * `browser.identity.getRedirectURL()` returns. Chromium's is used as it is; Google refuses Firefox's
 * `https://<hash>.extensions.allizom.org/`, for which Firefox also intercepts a loopback address.
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/identity#getting_the_redirect_url
 */
export function chooseRedirectUrl(browserUrl: string): string {
  const hash = /^https:\/\/([0-9a-f]+)\.extensions\.allizom\.org\/?$/.exec(browserUrl)?.[1]
  return hash === undefined ? browserUrl : `http://127.0.0.1/mozoauth2/${hash}`
}
