import { describe, expect, it } from 'vitest'
import {
  addonClientId,
  foreignClientId,
  mentee,
  mentor,
  worldClientId,
} from '../sandbox/usual-people.ts'
import { answerOf, consentTo, openProfile, queryOf } from '../support/google-profile.ts'
import { useWorld } from '../support/use-world.ts'

const world = useWorld()

const driveFile = 'https://www.googleapis.com/auth/drive.file'

const calendarEvents = 'https://www.googleapis.com/auth/calendar.events'

describe('the picker inside OAuth', () => {
  const pickQuery = (extra: Record<string, string> = {}) =>
    queryOf({
      scope: driveFile,
      prompt: 'consent',
      trigger_onepick: 'true',
      include_granted_scopes: 'false',
      ...extra,
    })
  const makeFile = (ownerEmail: string, mimeType = 'text/markdown') =>
    world().store.drive.create({ name: 'Notes.md', mimeType, bytes: Buffer.from('x'), ownerEmail })

  it('offers the named file that was shared, and grants it to the whole project', async () => {
    const file = makeFile(mentor)
    makeFile(mentor)
    world().store.drive.share(file.id, mentee, 'writer')
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const query = pickQuery({ file_ids: file.id })
    const picker = await (
      await profile.submit('consent', query, consentTo(mentee, [driveFile]))
    ).text()
    expect(picker.match(/name="file"/g)).toHaveLength(1)
    expect(picker).toContain(`value="${file.id}"`)
    const answer = answerOf(
      await profile.submit('pick', query, [
        ['account', mentee],
        ['decision', 'yes'],
        ['file', file.id],
      ]),
    )
    expect(answer.query.get('picked_file_ids')).toBe(file.id)
    expect(answer.fragment.get('state')).toBe('st4te')
    expect(answer.fragment.get('scope')).toBe(driveFile)
    const read = async (clientId: string) => {
      const { token } = world().store.oauth.issue(mentee, clientId, [driveFile])
      const response = await world().fetch(`https://www.googleapis.com/drive/v3/files/${file.id}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      return response.status
    }
    expect(await read(worldClientId)).toBe(200)
    expect(await read(addonClientId)).toBe(200)
    expect(await read(foreignClientId)).toBe(404)
  })

  it('may put everything into the fragment', async () => {
    world().store.habits.oauth.onepickStyle = 'fragment'
    world().store.habits.oauth.isAutoConsent = true
    const file = makeFile(mentee)
    const answer = answerOf(
      await openProfile(world()).authorize(pickQuery({ file_ids: file.id, login_hint: mentee })),
    )
    expect([...answer.query]).toEqual([])
    expect(answer.fragment.get('picked_file_ids')).toBe(file.id)
    expect(answer.fragment.get('access_token')).toMatch(/^ya29\./)
  })

  it('lists own and shared files without file_ids, limited to the wanted types', async () => {
    const shared = makeFile(mentor)
    world().store.drive.share(shared.id, mentee, 'reader')
    makeFile(mentor)
    const own = makeFile(mentee)
    makeFile(mentee, 'image/png')
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const query = pickQuery({ mimetypes: 'text/markdown,text/plain' })
    const page = await (
      await profile.submit('consent', query, consentTo(mentee, [driveFile]))
    ).text()
    const offered = [...page.matchAll(/name="file" value="([^"]+)"/g)].map((match) => match[1])
    expect(offered).toEqual([shared.id, own.id])
  })

  it('never grants a file that was not offered, and tells a cancelled choice in the query', async () => {
    const secret = makeFile(mentor)
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const pick = async (fields: [string, string][]) =>
      answerOf(await profile.submit('pick', pickQuery(), [['account', mentee], ...fields])).query
    const forged = await pick([
      ['decision', 'yes'],
      ['file', secret.id],
    ])
    expect(forged.get('error')).toBe('access_denied')
    expect((await pick([['decision', 'no']])).get('state')).toBe('st4te')
    expect(world().store.oauth.hasPickedFile(mentee, '1234567890', secret.id)).toBe(false)
  })

  it.each([
    ['more scopes than drive.file', { scope: `${driveFile} ${calendarEvents}` }, 'invalid_request'],
    ['no prompt=consent', { prompt: '' }, 'invalid_request'],
    ['earlier grants mixed in', { include_granted_scopes: 'true' }, 'invalid_scope'],
  ])('refuses %s', async (_name, extra, error) => {
    world().tokenFor(mentee)
    const profile = openProfile(world())
    await profile.signIn(mentee)
    const response = await profile.authorize(pickQuery(extra))
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(`data-error="${error}"`)
  })
})
