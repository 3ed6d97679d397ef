import { randomBytes } from 'node:crypto'

/** What a stand-in calendar page answers; `body` is text. */
export interface PageAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** The skeleton of a page; attributes begin with a space or are empty. */
export interface PageShell {
  locale: 'en' | 'ja'
  title: string
  htmlAttributes: string
  bodyAttributes: string
  stylePath: string
  scriptPath: string
  /** What the page's script starts from, as JSON. */
  boot: unknown
}

/** A page that is drawn by its script alone, under the strict policy of the real ones. */
export function answerPage(shell: PageShell): PageAnswer {
  const nonce = randomBytes(16).toString('base64')
  const json = JSON.stringify(shell.boot).replaceAll('<', '\\u003c')
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': [
        "default-src 'self'",
        `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        "style-src 'self'",
        "img-src 'self' data:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
      ].join('; '),
    },
    body: `<!doctype html>
<html lang="${shell.locale}"${shell.htmlAttributes}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shell.title}</title>
<link rel="stylesheet" href="${shell.stylePath}">
<script type="application/json" id="boot">${json}</script>
<script type="module" nonce="${nonce}" src="${shell.scriptPath}"></script>
</head>
<body${shell.bodyAttributes}></body>
</html>
`,
  }
}

/** A text that is never kept, such as a script, a style or JSON. */
export function answerText(type: string, body: string): PageAnswer {
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    body,
  }
}

/** Sends the browser on to another address. */
export function answerRedirect(location: string): PageAnswer {
  return { status: 302, headers: { location }, body: '' }
}

/** The language of a page: `?hl=` wins over the account's. */
export function localeOf(query: URLSearchParams, accountLocale: 'en' | 'ja'): 'en' | 'ja' {
  const hl = query.get('hl')
  return hl === 'ja' || hl === 'en' ? hl : accountLocale
}
