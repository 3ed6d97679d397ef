import { describe, expect, it } from 'vitest'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()

const driveFile = 'https://www.googleapis.com/auth/drive.file'

async function userinfo(token: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await world().fetch('https://www.googleapis.com/oauth2/v3/userinfo', {
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('tokens', () => {
  it('live an hour by the clock of the world', async () => {
    const token = world().tokenFor(mentee)
    world().clock.advance(3_598_000)
    expect((await userinfo(token)).status).toBe(200)
    world().clock.advance(2000)
    expect((await userinfo(token)).status).toBe(401)
  })

  it('are refused with Google’s 401 when missing, unknown or expired', async () => {
    const url = 'https://www.googleapis.com/calendar/v3/calendars/primary/events'
    const none = await world().fetch(url)
    expect([none.status, await none.json()]).toMatchObject([
      401,
      { error: { code: 401, errors: [{ reason: 'required', location: 'Authorization' }] } },
    ])
    const token = world().tokenFor(mentee)
    world().store.oauth.expireTokens(mentee)
    const dead = await world().fetch(url, { headers: { authorization: `Bearer ${token}` } })
    expect([dead.status, await dead.json()]).toMatchObject([
      401,
      { error: { errors: [{ reason: 'authError' }] } },
    ])
    expect(dead.headers.get('www-authenticate')).toContain('invalid_token')
  })

  it('tell only the subject without the e-mail scope, and nothing without openid', async () => {
    const subject = await userinfo(world().tokenFor(mentee, ['openid']))
    expect(subject.body).toEqual({ sub: world().store.people.get(mentee).sub })
    expect((await userinfo(world().tokenFor(mentor, [driveFile]))).status).toBe(401)
  })

  it('are revoked with the whole grant, and not twice', async () => {
    const token = world().tokenFor(mentee)
    const other = world().tokenFor(mentee)
    const revoke = () =>
      world().fetch('https://oauth2.googleapis.com/revoke', {
        method: 'POST',
        headers: { origin: 'https://calendar.google.com' },
        body: new URLSearchParams({ token }),
      })
    const revoked = await revoke()
    expect(revoked.status).toBe(200)
    expect(revoked.headers.get('access-control-allow-origin')).toBeNull()
    expect((await userinfo(other)).status).toBe(401)
    expect(world().store.oauth.granted(mentee, '1234567890').size).toBe(0)
    expect((await revoke()).status).toBe(400)
  })
})
