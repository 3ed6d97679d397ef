import '../../components/tokens.css'
import '../../components/pages/pages.css'
import '../../components/pages/controls.css'
import '../../components/pages/welcome.css'
import '../../components/pages/options.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { type DataPermissions, requestDataConsent } from '../../lib/auth/data-consent.ts'
import { makePageRequestSender } from '../../lib/messaging/send-page-request.ts'
import { makeBrowserIntents } from './browser-intents.ts'
import { OptionsApp } from './OptionsApp.tsx'

const root = document.getElementById('app')
if (root !== null) {
  // Typed by Chromium's API, which has no data kinds.
  const permissions = import.meta.env.FIREFOX
    ? (browser.permissions as unknown as DataPermissions)
    : null
  render(
    <OptionsApp
      send={makePageRequestSender(browser.runtime)}
      uiLanguage={browser.i18n.getUILanguage()}
      requestConsent={() => requestDataConsent(permissions)}
      browserIntents={makeBrowserIntents(browser)}
      build={{ version: browser.runtime.getManifest().version, browser: navigator.userAgent }}
    />,
    root,
  )
}
