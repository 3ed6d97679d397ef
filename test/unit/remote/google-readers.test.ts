import { describe, expect, it } from 'vitest'
import type { Permission } from '../../../lib/remote/google-drive-shapes.ts'
import { judgeReaders } from '../../../lib/remote/google-readers.ts'

function permission(change: Partial<Permission>): Permission {
  const none = {
    id: 'p',
    type: 'user',
    role: 'writer',
    emailAddress: '',
    displayName: '',
    domain: '',
  }
  return { ...none, deleted: false, ...change }
}

const self = permission({ role: 'owner', emailAddress: 'Mei@example.com' })
const partner = permission({ emailAddress: 'ren@googlemail.com' })
const judge = (...permissions: Permission[]) =>
  judgeReaders(permissions, 'mei@example.com', 'ren@gmail.com', 5)

describe('judgeReaders', () => {
  it('sees exactly the two, however their addresses are spelled', () => {
    expect(judge(self, partner)).toEqual({ kind: 'two', others: [], checkedMs: 5 })
  })

  it('sees that nobody else can read it yet', () => {
    expect(judge(self)).toEqual({ kind: 'only-me', others: [], checkedMs: 5 })
  })

  it('does not count deleted accounts', () => {
    const left = permission({ emailAddress: 'left@example.com', deleted: true })
    expect(judge(self, partner, left).kind).toBe('two')
  })

  it.each([
    [permission({ emailAddress: 'third@example.com' }), 'third@example.com'],
    [permission({ type: 'group', emailAddress: 'team@example.com' }), 'team@example.com'],
    [permission({ type: 'group', emailAddress: 'ren@gmail.com' }), 'ren@gmail.com'],
    [permission({ type: 'domain', domain: 'example.com' }), 'example.com'],
    [permission({ displayName: 'Somebody' }), 'Somebody'],
    [permission({}), 'user'],
  ])('names others', (other, name) => {
    expect(judge(self, partner, other)).toEqual({ kind: 'more', others: [name], checkedMs: 5 })
  })

  it('puts the open link first and still names the others', () => {
    const link = permission({ type: 'anyone', role: 'reader' })
    const third = permission({ emailAddress: 'third@example.com' })
    expect(judge(self, link, third)).toEqual({
      kind: 'link',
      others: ['third@example.com'],
      checkedMs: 5,
    })
  })

  it('does not call an empty list private', () => {
    expect(judge().kind).toBe('unknown')
  })
})
