import { describe, expect, it } from 'vitest'
import type { PartnerAddress } from '../../../lib/model/panel-context.ts'
import type { PanelView } from '../../../lib/panel/panel-view.ts'
import { addressFor, shareAddressesOf } from '../../../lib/panel/share-addresses.ts'

const person = (email: string | null) => ({ id: '1'.repeat(16), email, name: '' })
const under = (
  email: string | null,
  provider: PartnerAddress['provider'],
  kind: PartnerAddress['kind'] = 'same',
): PartnerAddress => ({ pairId: `pair of ${email}`, partner: person(email), provider, kind })

function defaults(view: Pick<PanelView, 'partner' | 'addresses' | 'naming'>) {
  const all = shareAddressesOf(view)
  return {
    all: all.map((one) => one.email),
    google: addressFor(all, 'google')?.email ?? null,
    microsoft: addressFor(all, 'microsoft')?.email ?? null,
  }
}

describe('the address a note is shared with', () => {
  it('begins with the one that was seen in the calendar of the file’s provider', () => {
    const addresses = [
      under('ben@contoso.example', 'microsoft'),
      under('x@y.example', 'google', 'other'),
    ]
    expect(defaults({ partner: person('ben@example.com'), addresses, naming: null })).toEqual({
      all: ['ben@example.com', 'ben@contoso.example'],
      google: 'ben@example.com',
      microsoft: 'ben@contoso.example',
    })
  })

  it('believes a domain that only one provider has, wherever it was seen', () => {
    const addresses = [under('ben@gmail.com', 'microsoft'), under('ben@hotmail.co.jp', undefined)]
    expect(defaults({ partner: person('ben@example.com'), addresses, naming: null })).toMatchObject(
      {
        google: 'ben@example.com',
        microsoft: 'ben@hotmail.co.jp',
      },
    )
  })

  it('is the pair’s own where nothing else fits, and none where none is known', () => {
    const addresses = [under(null, 'google'), under('ben@example.com', 'google')]
    expect(defaults({ partner: person('ben@example.com'), addresses, naming: null })).toEqual({
      all: ['ben@example.com'],
      google: 'ben@example.com',
      microsoft: 'ben@example.com',
    })
    expect(defaults({ partner: null, addresses: [], naming: null }).google).toBeNull()
  })
})
