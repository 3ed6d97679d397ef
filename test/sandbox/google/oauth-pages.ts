import { escapeHtml, html, type WorldResponse } from '../network/http-message.ts'
import { identityScopes } from './oauth-store.ts'
import { type OAuthWords, oauthWords } from './oauth-words.ts'
import type { Person } from './people.ts'

/** A file as the picker shows it. */
export interface PickableFile {
  id: string
  name: string
  ownerEmail: string
}

/**
 * The pages of the stand-in accounts.google.com. For tests: account choices are
 * `button[name=account][value=EMAIL]`, scopes `input[name=scope][value=SCOPE]`, `#select-all`, `#allow`,
 * `#deny`; the picker has `input[name=file][value=ID]`, `#insert`, `#cancel`; error pages `[data-error]`.
 */
export interface PageSetting {
  app: string
  locale: 'ja' | 'en'
  /** The query to hand on to the next step, starting with `?`. */
  query: string
}

/** "Choose an account": signed-in ones first. */
export function accountPage(
  setting: PageSetting,
  signedIn: readonly Person[],
  others: readonly Person[],
): WorldResponse {
  const words = oauthWords[setting.locale]
  const row = (person: Person, note: string) =>
    `<button class="row" name="account" value="${escapeHtml(person.email)}">
      <b>${escapeHtml(person.name)}</b><span>${escapeHtml(person.email)}</span><i>${note}</i></button>`
  return page(
    200,
    words.chooseAccount,
    `<p>${escapeHtml(words.toContinue(setting.app))}</p>
    <form method="post" action="/__oauth/account${escapeHtml(setting.query)}">
    ${signedIn.map((person) => row(person, words.signedIn)).join('')}
    ${others.map((person) => row(person, '')).join('')}</form>`,
  )
}

/** The consent page: one check box per scope when there are several, none ticked unless already granted. */
export function consentPage(
  setting: PageSetting,
  person: Person,
  scopes: readonly string[],
  granted: ReadonlySet<string>,
): WorldResponse {
  const words = oauthWords[setting.locale]
  const asked = scopes.filter((scope) => !identityScopes.has(scope))
  const name = (scope: string) => escapeHtml(words.scopes[scope] ?? scope)
  const boxes =
    asked.length > 1
      ? `<p>${words.selectWhat}</p><label class="row"><input type="checkbox" id="select-all"> ${words.selectAll}</label>
        ${asked
          .map(
            (scope) =>
              `<label class="row"><input type="checkbox" name="scope" value="${escapeHtml(scope)}"${granted.has(scope) ? ' checked' : ''}> ${name(scope)}</label>`,
          )
          .join('')}`
      : asked
          .map(
            (scope) =>
              `<p class="row">${name(scope)}<input type="hidden" name="scope" value="${escapeHtml(scope)}"></p>`,
          )
          .join('')
  return page(
    200,
    words.wantsAccess(setting.app),
    `<p>${escapeHtml(person.name)} &lt;${escapeHtml(person.email)}&gt;</p>
    <form method="post" action="/__oauth/consent${escapeHtml(setting.query)}">
    <input type="hidden" name="account" value="${escapeHtml(person.email)}">${boxes}
    ${buttons(words.deny, 'deny', words.allow, 'allow')}</form>
    <script>document.getElementById('select-all')?.addEventListener('change', (event) => {
      for (const box of document.querySelectorAll('input[name=scope]')) box.checked = event.target.checked
    })</script>`,
  )
}

/** The file picker inside OAuth. */
export function pickerPage(
  setting: PageSetting,
  person: Person,
  files: readonly PickableFile[],
  allowsMultiple: boolean,
): WorldResponse {
  const words = oauthWords[setting.locale]
  const type = allowsMultiple ? 'checkbox' : 'radio'
  const rows = files.map(
    (file, index) =>
      `<label class="row"><input type="${type}" name="file" value="${escapeHtml(file.id)}"${files.length === 1 && index === 0 ? ' checked' : ''}>
      <b>${escapeHtml(file.name)}</b><span>${escapeHtml(file.ownerEmail)}</span></label>`,
  )
  return page(
    200,
    words.pickTitle(setting.app),
    `<form method="post" action="/__oauth/pick${escapeHtml(setting.query)}">
    <input type="hidden" name="account" value="${escapeHtml(person.email)}">
    ${rows.length === 0 ? `<p>${words.noFiles}</p>` : rows.join('')}
    ${pickerButtons(words, files.length > 0)}</form>`,
  )
}

/** Google's own error page: the person sees it, the app learns nothing. */
export function errorPage(
  locale: 'ja' | 'en',
  status: number,
  error: string,
  detail: string,
): WorldResponse {
  return page(
    status,
    oauthWords[locale].blocked,
    `<p data-error="${escapeHtml(error)}">Error ${status}: ${escapeHtml(error)}</p><p>${escapeHtml(detail)}</p>`,
  )
}

function pickerButtons(words: OAuthWords, canInsert: boolean): string {
  return buttons(words.cancel, 'cancel', words.insert, 'insert', canInsert)
}

function buttons(no: string, noId: string, yes: string, yesId: string, canDo = true): string {
  return `<p class="buttons"><button id="${noId}" name="decision" value="no">${no}</button>
    <button id="${yesId}" name="decision" value="yes" class="main"${canDo ? '' : ' disabled'}>${yes}</button></p>`
}

/** A page of the stand-in Google account site. */
export function page(status: number, title: string, body: string): WorldResponse {
  return html(
    status,
    `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
  body { font: 16px/1.6 system-ui, 'Noto Sans CJK JP', sans-serif; color: #1f1f1f; background: #f0f4f9; margin: 0 }
  main { background: #fff; border-radius: 20px; margin: 6vh auto; max-width: 30rem; padding: 2rem }
  h1 { font-size: 1.35rem; font-weight: 500; margin: 0 0 1rem }
  .row { align-items: baseline; background: none; border: 0; border-bottom: 1px solid #ddd; display: flex; flex-wrap: wrap; font: inherit; gap: .6rem; margin: 0; padding: .8rem .2rem; text-align: left; width: 100% }
  .row span, .row i { color: #5f6368; font-size: .85rem; font-style: normal }
  label.row { flex-wrap: nowrap }
  button { cursor: pointer }
  .buttons { display: flex; gap: 1rem; justify-content: flex-end; margin: 1.6rem 0 0 }
  .buttons button { background: none; border: 1px solid #747775; border-radius: 2rem; font: inherit; padding: .5rem 1.4rem }
  .buttons .main { background: #0b57d0; border-color: #0b57d0; color: #fff }
</style>
<main><h1>${escapeHtml(title)}</h1>${body}</main>`,
  )
}
