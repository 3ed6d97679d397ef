import { createHash } from 'node:crypto'
import { chromiumRedirectUri, firefoxRedirectUri } from '../usual-people.ts'
import type { MicrosoftStore } from './microsoft-store.ts'

/** Work accounts of one tenant (Contoso). */
export const workMentee = 'mentee@contoso.example'
/** The partner of {@link workMentee}. */
export const workMentor = 'mentor@contoso.example'
/** A colleague whose sign-in name is no mail address of anybody. */
export const workColleague = 'colleague@contoso.example'
/** May consent for the whole of Contoso. */
export const workAdmin = 'admin@contoso.example'
/** A work account of another tenant (Fabrikam). */
export const outsidePartner = 'partner@fabrikam.example'
/** Personal accounts. */
export const personalMentee = 'mentee@outlook.example'
/** The partner of {@link personalMentee}. */
export const personalMentor = 'mentor@outlook.example'

/** Tenant ids of Contoso and Fabrikam. */
export const contosoTenantId = 'c0470500-1111-4a2b-8c3d-5e6f70819203'
export const fabrikamTenantId = 'fab21ca0-2222-4b3c-9d4e-6f7081920314'

/** The product's app registration in this world; builds for the world are made with it. */
export const worldMicrosoftClientId = '5a1e70b6-8c9d-4e2f-a3b4-79616b75766f'
/** Somebody else's app: shares neither grants nor app folder. */
export const foreignMicrosoftClientId = '0ddba115-0000-4000-8000-000000000000'

/** What Firefox names as its redirect address; a registration holds it beside the loopback one. */
export const firefoxNamedRedirectUri = `https://${createHash('sha1').update('yohaku@yohaku.invalid').digest('hex')}.extensions.allizom.org/`

/** What the product asks a Microsoft account for at the first connect (tier 1). */
export const microsoftProductScopes: readonly string[] = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'User.Read',
  'Files.ReadWrite',
]

/** What an administrator may grant on top (tier 2). */
export const microsoftAdminScopes: readonly string[] = [
  'Calendars.ReadWrite',
  'Files.ReadWrite.All',
]

/** Adds the two tenants and their people, and the personal accounts. */
export function addMicrosoftPeople({ tenants, people }: MicrosoftStore): void {
  tenants.add({
    id: contosoTenantId,
    name: 'Contoso',
    domains: ['contoso.example', 'contoso.onmicrosoft.example'],
    driveHost: 'contoso-my.sharepoint.com',
  })
  tenants.add({
    id: fabrikamTenantId,
    name: 'Fabrikam',
    domains: ['fabrikam.example'],
    driveHost: 'fabrikam-my.sharepoint.com',
  })
  people.add({ email: workMentee, name: '青木 はる' })
  people.add({ email: workMentor, name: '森 つかさ' })
  people.add({
    email: workColleague,
    signInName: 'u10023@contoso.onmicrosoft.example',
    name: 'Robin Berg',
    locale: 'en',
    timeZone: 'W. Europe Standard Time',
  })
  people.add({ email: workAdmin, name: 'Contoso 管理者', isAdmin: true })
  people.add({ email: outsidePartner, name: '南 あおい' })
  people.add({ email: personalMentee, name: '青木 はる' })
  people.add({ email: personalMentor, name: '森 つかさ' })
}

/** Registers the apps above, as single-page applications. */
export function registerMicrosoftApps({ entra }: MicrosoftStore): void {
  const redirectUris = [chromiumRedirectUri, firefoxRedirectUri, firefoxNamedRedirectUri].map(
    (uri) => ({ uri, platform: 'spa' as const }),
  )
  entra.register({ clientId: worldMicrosoftClientId, name: 'Yohaku', redirectUris })
  entra.register({ clientId: foreignMicrosoftClientId, name: 'Other App', redirectUris })
}
