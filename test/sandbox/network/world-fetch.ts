/** Redirects are followed this often. */
const maxHops = 5

/**
 * A fetch whose `https://` addresses all lead into the world behind `doorUrl` (its plain port, with the
 * slash). Redirects stay inside too; like a browser it sends no Authorization on to another origin.
 */
export function createWorldFetch(doorUrl: string): typeof fetch {
  const through = (address: URL) =>
    `${doorUrl}__host/${address.host}${address.pathname}${address.search}`
  return async (input, init) => {
    let address = new URL(input instanceof Request ? input.url : input)
    let response =
      input instanceof Request
        ? await fetch(new Request(through(address), input), { redirect: 'manual', ...init })
        : await fetch(through(address), { ...init, redirect: 'manual' })
    const mode = init?.redirect ?? (input instanceof Request ? input.redirect : 'follow')
    if (mode !== 'follow') return response
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}))
    for (let hop = 0; hop < maxHops && [301, 302, 303, 307, 308].includes(response.status); hop++) {
      const next = new URL(response.headers.get('location') ?? '', address)
      if (next.origin !== address.origin) headers.delete('authorization')
      address = next
      // What this world redirects are reads; a body is never sent twice.
      response = await fetch(through(address), { headers, redirect: 'manual' })
    }
    return response
  }
}
