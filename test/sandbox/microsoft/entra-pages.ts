import { escapeHtml, html, type WorldResponse } from '../network/http-message.ts'
import { entraWords } from './entra-words.ts'
import type { MicrosoftPerson } from './people.ts'

/**
 * The pages of the stand-in login.microsoftonline.com. For tests: account choices are
 * `button[name=account][value=EMAIL]`; the consent page has `#accept` and `#cancel`; "Need admin approval" has
 * `[data-error="AADSTS90094"]`, `#back` and, where the tenant takes requests, `#request`; error pages have
 * `[data-error="AADSTS…"]` and no way back.
 */
export interface EntraPageSetting {
  app: string
  locale: 'ja' | 'en'
  /** Path of the step that takes the form, with the query to hand on. */
  action: (step: 'account' | 'consent' | 'admin') => string
}

/** "Pick an account": signed-in ones first. */
export function pickAccountPage(
  setting: EntraPageSetting,
  signedIn: readonly MicrosoftPerson[],
  others: readonly MicrosoftPerson[],
): WorldResponse {
  const words = entraWords[setting.locale]
  const row = (person: MicrosoftPerson, note: string) =>
    `<button class="row" name="account" value="${escapeHtml(person.email)}">
      <b>${escapeHtml(person.name)}</b><span>${escapeHtml(person.signInName)}</span><i>${note}</i></button>`
  return entraPage(
    200,
    words.pickAccount,
    `<p>${escapeHtml(words.toContinue(setting.app))}</p>
    <form method="post" action="${escapeHtml(setting.action('account'))}">
    ${signedIn.map((person) => row(person, words.signedIn)).join('')}
    ${others.map((person) => row(person, '')).join('')}</form>`,
  )
}

/** "Permissions requested": all or nothing, there are no boxes to untick. */
export function permissionsPage(
  setting: EntraPageSetting,
  person: MicrosoftPerson,
  scopes: readonly string[],
  isForTenant: boolean,
): WorldResponse {
  const words = entraWords[setting.locale]
  const items = scopes.map((scope) => `<li>${escapeHtml(words.scopes[scope] ?? scope)}</li>`)
  return entraPage(
    200,
    words.requested,
    `<p>${escapeHtml(person.signInName)}</p><p><b>${escapeHtml(setting.app)}</b></p>
    <p>${words.wants}</p><ul>${items.join('')}</ul>
    <form method="post" action="${escapeHtml(setting.action(isForTenant ? 'admin' : 'consent'))}">
    <input type="hidden" name="account" value="${escapeHtml(person.email)}">
    ${buttons('cancel', words.cancel, 'accept', words.accept)}</form>`,
  )
}

/** "Need admin approval": the way back tells the app that the person declined. */
export function needAdminPage(
  setting: EntraPageSetting,
  person: MicrosoftPerson,
  takesRequests: boolean,
): WorldResponse {
  const words = entraWords[setting.locale]
  const request = takesRequests
    ? `<button id="request" name="decision" value="request" class="main">${words.requestApproval}</button>`
    : ''
  return entraPage(
    200,
    words.needAdmin,
    `<p data-error="AADSTS90094">${escapeHtml(person.signInName)}</p>
    <p>${escapeHtml(words.needAdminDetail(setting.app))}</p>
    <form method="post" action="${escapeHtml(setting.action('consent'))}">
    <input type="hidden" name="account" value="${escapeHtml(person.email)}">
    <p class="buttons"><button id="back" name="decision" value="back">${words.backToApp}</button>${request}</p></form>`,
  )
}

/** Entra's own error page: the person sees it, the app learns nothing. */
export function entraErrorPage(
  locale: 'ja' | 'en',
  status: number,
  code: number,
  detail: string,
): WorldResponse {
  return entraPage(
    status,
    entraWords[locale].sorry,
    `<p data-error="AADSTS${code}">AADSTS${code}: ${escapeHtml(detail)}</p>`,
  )
}

function buttons(noId: string, no: string, yesId: string, yes: string): string {
  return `<p class="buttons"><button id="${noId}" name="decision" value="no">${no}</button>
    <button id="${yesId}" name="decision" value="yes" class="main">${yes}</button></p>`
}

/** A page of the stand-in Microsoft sign-in. */
export function entraPage(status: number, title: string, body: string): WorldResponse {
  return html(
    status,
    `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
  body { background: #eef3f8; color: #1b1b1b; font: 15px/1.6 'Segoe UI', system-ui, 'Noto Sans CJK JP', sans-serif; margin: 0 }
  main { background: #fff; box-shadow: 0 2px 6px #0003; margin: 8vh auto; max-width: 27rem; padding: 2.5rem }
  h1 { font-size: 1.4rem; font-weight: 600; margin: 0 0 1rem }
  .row { background: none; border: 0; border-bottom: 1px solid #e1e1e1; display: grid; font: inherit; padding: .7rem .2rem; text-align: left; width: 100% }
  .row span, .row i { color: #616161; font-size: .85rem; font-style: normal }
  button { cursor: pointer }
  .buttons { display: flex; gap: .6rem; justify-content: flex-end; margin: 1.6rem 0 0 }
  .buttons button { background: #e6e6e6; border: 0; font: inherit; padding: .4rem 1.4rem }
  .buttons .main { background: #0067b8; color: #fff }
</style>
<main><h1>${escapeHtml(title)}</h1>${body}</main>`,
  )
}
