import type { WebAuthFlow } from '../../lib/auth/web-auth-flow.ts'

/** What a person does in the windows of the stand-in accounts.google.com and login.microsoftonline.com. */
export interface WindowBehaviour {
  /** The account chosen where one may choose, or signed in to. */
  account: string
  /** `no` presses Cancel on the consent page. */
  consent?: 'yes' | 'no'
  /** Boxes left unticked on the consent page. */
  untick?: readonly string[]
  /** What is chosen in the picker; `offered` takes everything shown, `cancel` presses Cancel. */
  pick?: 'offered' | 'cancel'
  /** Closes the window at the first page that waits for a person. */
  closes?: boolean
}

/** A browser profile as far as `launchWebAuthFlow` sees it: cookies, and a person at the window. */
export interface AuthBrowser {
  flow: WebAuthFlow
  /** Every address asked for, oldest first. */
  requests: URL[]
  /** From now on the person does this. */
  behave(behaviour: WindowBehaviour): void
  /** Forgets the cookies: nobody is signed in any more. */
  signOut(): void
}

/** A browser profile whose network is `worldFetch` (a stand-in world's). */
export function createAuthBrowser(
  worldFetch: typeof fetch,
  behaviour: WindowBehaviour,
): AuthBrowser {
  const cookies = new Map<string, string>()
  const requests: URL[] = []
  let person = behaviour

  async function load(url: string, form: URLSearchParams | null): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await worldFetch(url, {
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }) },
      ...(form !== null && { method: 'POST', body: form }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  const flow: WebAuthFlow = async ({ url, interactive }) => {
    const asked = new URL(url)
    requests.push(asked)
    const redirectUrl = asked.searchParams.get('redirect_uri') ?? ''
    let response = await loadOrFail(() => load(url, null))
    let pageUrl = url
    for (let step = 0; step < 10; step++) {
      const location = response.headers.get('location')
      if (location?.startsWith(redirectUrl)) return location
      if (location !== null) {
        pageUrl = new URL(location, pageUrl).href
        response = await loadOrFail(() => load(pageUrl, null))
        continue
      }
      if (!interactive) throw new Error('User interaction required.')
      const answer = answerPage(await response.text(), person)
      // An error page, or the person leaves: the window is closed.
      if (answer === null) throw new Error('The user did not approve access.')
      pageUrl = new URL(answer.action, pageUrl).href
      response = await loadOrFail(() => load(pageUrl, answer.form))
    }
    throw new Error('The stand-in pages go round in circles')
  }

  return {
    flow,
    requests,
    behave(next) {
      person = next
    },
    signOut: () => cookies.clear(),
  }
}

async function loadOrFail(load: () => Promise<Response>): Promise<Response> {
  try {
    return await load()
  } catch (cause) {
    throw new Error('Authorization page could not be loaded.', { cause })
  }
}

/** What the person sends from a page; null when the window is closed instead. */
function answerPage(
  html: string,
  person: WindowBehaviour,
): { action: string; form: URLSearchParams } | null {
  const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1]
  if (action === undefined || person.closes === true) return null
  const form = new URLSearchParams()
  for (const [, name = '', value = ''] of html.matchAll(
    /<input[^>]* name="(\w+)" value="([^"]*)"/g,
  )) {
    const text = unescapeHtml(value)
    if (name === 'scope' && person.untick?.includes(text)) continue
    form.append(name, text)
  }
  const path = unescapeHtml(action)
  if (/^\/__oauth\/account|\/__account\b/.test(path)) form.set('account', person.account)
  if (/^\/__oauth\/consent|\/__consent\b/.test(path)) {
    form.set('decision', person.consent ?? 'yes')
  }
  if (path.startsWith('/__oauth/pick')) {
    form.set('decision', person.pick === 'cancel' || !form.has('file') ? 'no' : 'yes')
  }
  return { action: path, form }
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_match, code) => String.fromCharCode(Number(code)))
}
