import '../../components/tokens.css'
import '../../components/pages/pages.css'
import '../../components/pages/controls.css'
import '../../components/map/map.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { makePageRequestSender } from '../../lib/messaging/send-page-request.ts'
import { MapApp } from './MapApp.tsx'

const root = document.getElementById('app')
if (root !== null) {
  const send = makePageRequestSender(browser.runtime)
  render(<MapApp send={send} uiLanguage={browser.i18n.getUILanguage()} />, root)
}
