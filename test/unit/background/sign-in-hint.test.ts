import { expect, it } from 'vitest'
import { signInHint } from '../../../lib/background/sign-in-hint.ts'

const me = 'me@example.com'

it('holds a sign-in at the calendar’s own provider to the address the calendar shows', () => {
  expect(signInHint(me, { host: 'google' }, 'google')).toBe(me)
  expect(signInHint(me, { host: 'outlook' }, 'microsoft')).toBe(me)
})

it('lets a person of the other world sign in with whatever address they have there', () => {
  expect(signInHint(me, { host: 'outlook' }, 'google')).toBeNull()
  expect(signInHint(me, { host: 'google' }, 'microsoft')).toBeNull()
})

it('keeps to the known address where no event is shown, and asks for none where none is known', () => {
  expect(signInHint(me, null, 'google')).toBe(me)
  expect(signInHint(null, { host: 'google' }, 'google')).toBeNull()
})
