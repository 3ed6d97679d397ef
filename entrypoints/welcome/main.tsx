import '../../components/tokens.css'
import '../../components/pages/pages.css'
import '../../components/pages/controls.css'
import '../../components/pages/welcome.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { makePageRequestSender } from '../../lib/messaging/send-page-request.ts'
import { WelcomeApp } from './WelcomeApp.tsx'

const root = document.getElementById('app')
if (root !== null) {
  const send = makePageRequestSender(browser.runtime)
  render(<WelcomeApp send={send} uiLanguage={browser.i18n.getUILanguage()} />, root)
}
