import { beforeEach, describe, expect, it } from 'vitest'
import { mentee, mentor, third } from '../sandbox/usual-people.ts'
import { type AuthStage, useAuthStage } from '../support/auth-stage.ts'

const signal = new AbortController().signal
const driveScope = 'https://www.googleapis.com/auth/drive.file'

const currentStage = useAuthStage()
let stage: AuthStage

beforeEach(() => {
  stage = currentStage()
})

describe('the picker step', () => {
  let fileId: string
  beforeEach(() => {
    const bytes = Buffer.from('# 1-on-1')
    const file = { name: '1-on-1.md', mimeType: 'text/markdown', bytes, ownerEmail: mentor }
    fileId = stage.world.store.drive.create(file).id
    stage.world.store.drive.share(fileId, mentee, 'writer')
  })

  it.each(['query', 'fragment'] as const)('returns what was picked, from the %s', async (style) => {
    stage.world.store.habits.oauth.onepickStyle = style
    const provider = await stage.connected()
    const token = await stage.tokenOf(provider)
    expect(await provider.pick(mentee, fileId, signal)).toEqual({ ok: true, value: [fileId] })
    expect(stage.world.store.oauth.hasPickedFile(mentee, '1234567890', fileId)).toBe(true)
    // The picker's own token can do less: it is not kept.
    expect(await stage.tokenOf(provider)).toBe(token)
    const scopes = stage.browser.requests.at(-1)?.searchParams.get('scope')
    expect(scopes).toBe(driveScope)
  })

  it('lets the person choose where no file is named', async () => {
    const provider = await stage.connected()
    expect(await provider.pick(mentee, null, signal)).toEqual({ ok: true, value: [fileId] })
  })

  it.each(['query', 'fragment'] as const)(
    'ends calmly when nothing is picked (%s)',
    async (style) => {
      stage.world.store.habits.oauth.onepickStyle = style
      const provider = await stage.connected()
      stage.browser.behave({ account: mentee, pick: 'cancel' })
      expect(await provider.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'auth/refused',
      })
      stage.browser.behave({ account: mentee, consent: 'no' })
      expect(await provider.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'auth/refused',
      })
      stage.browser.behave({ account: mentee, closes: true })
      expect(await provider.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'auth/refused',
      })
    },
  )

  it('is not done by picking something else, nothing, or rubbish', async () => {
    const provider = await stage.connected()
    const honest = stage.browser.flow
    for (const picked of ['1OtherFileOtherFile', '', '..%2Fabout', '%3Cscript%3E']) {
      const bent = stage.open({
        webAuthFlow: async (details) =>
          (await honest(details))?.replace(/picked_file_ids=[^&#]*/, `picked_file_ids=${picked}`),
      })
      expect(await bent.pick(mentee, fileId, signal)).toEqual({
        ok: false,
        error: 'file/needs-pick',
      })
    }
    expect((await provider.accounts()).length).toBe(1)
  })

  it('needs the scope it asked for', async () => {
    const honest = stage.browser.flow
    const bent = stage.open({
      webAuthFlow: async (details) =>
        (await honest(details))?.replace(/scope=[^&]*/, 'scope=openid'),
    })
    expect(await bent.pick(mentee, fileId, signal)).toEqual({
      ok: false,
      error: 'auth/scope-missing',
    })
  })

  it('says when it was picked as somebody else', async () => {
    const provider = await stage.connected()
    stage.world.store.drive.share(fileId, third, 'writer')
    stage.browser.signOut()
    stage.browser.behave({ account: third })
    expect(await provider.pick(mentee, fileId, signal)).toEqual({
      ok: false,
      error: 'auth/wrong-account',
    })
  })

  it('believes the pick when Google does not tell who it was', async () => {
    const provider = await stage.connected()
    stage.world.faults.add({ fault: { kind: 'status', status: 503 }, path: '/drive/v3/about' })
    expect(await provider.pick(mentee, fileId, signal)).toEqual({ ok: true, value: [fileId] })
  })
})
