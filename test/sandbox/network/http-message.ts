/** A request as the world's hosts see it: the address the client meant, whatever road it took to us. */
export interface WorldRequest {
  method: string
  /** Always `https://host/…`, also for requests that came over the plain API port. */
  url: URL
  /** Lower-case names; repeated headers joined by a comma. */
  headers: Record<string, string>
  /** The bytes that arrived; empty when there was no body. */
  body: Buffer
  /** How old an answer to a read may be, in ms of the world's clock (a fault); 0 means current. */
  staleMs: number
}

/** An answer of one of the world's hosts. */
export interface WorldResponse {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer | string
}

/** A JSON answer. */
export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): WorldResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    body: `${JSON.stringify(value, null, 1)}\n`,
  }
}

/** An HTML answer. */
export function html(
  status: number,
  body: string,
  headers: Record<string, string | string[]> = {},
): WorldResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body }
}

/** A 302 to `location`. */
export function redirect(
  location: string,
  headers: Record<string, string | string[]> = {},
): WorldResponse {
  return { status: 302, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' }
}

/** An answer without a body. */
export function empty(status: number): WorldResponse {
  return { status, headers: {}, body: '' }
}

/** Escapes text for HTML content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Cookies of a request by name. */
export function cookiesOf(request: WorldRequest): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0) cookies.set(pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim()))
  }
  return cookies
}

/** The bearer token of a request, from the header or Google's `access_token` parameter; null when none. */
export function bearerTokenOf(request: WorldRequest): string | null {
  const match = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')
  return match?.[1] ?? request.url.searchParams.get('access_token')
}
