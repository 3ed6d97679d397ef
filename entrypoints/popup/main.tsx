import '../../components/tokens.css'
import '../../components/pages/pages.css'
import '../../components/pages/controls.css'
import '../../components/popup/popup.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { makePageRequestSender } from '../../lib/messaging/send-page-request.ts'
import { PopupApp } from './PopupApp.tsx'

const root = document.getElementById('app')
if (root !== null) {
  const send = makePageRequestSender(browser.runtime)
  render(<PopupApp send={send} uiLanguage={browser.i18n.getUILanguage()} />, root)
}
