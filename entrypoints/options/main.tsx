import '../../components/tokens.css'
import '../../components/pages/pages.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { makePageRequestSender } from '../../lib/messaging/send-page-request.ts'
import { OptionsApp } from './OptionsApp.tsx'

const root = document.getElementById('app')
if (root !== null) {
  render(
    <OptionsApp
      send={makePageRequestSender(browser.runtime)}
      uiLanguage={browser.i18n.getUILanguage()}
      build={{ version: browser.runtime.getManifest().version, browser: navigator.userAgent }}
    />,
    root,
  )
}
