import { createHash } from 'node:crypto'
import type { GoogleStore } from './google/google-store.ts'

/** Addresses of the people every world begins with. */
export const mentee = 'mentee@example.com'
/** The partner of {@link mentee}. */
export const mentor = 'mentor@example.com'
/** A colleague who sits in some meetings. */
export const third = 'colleague@example.com'
/** A meeting room. */
export const room = 'c_room4f@resource.calendar.google.com'

/** OAuth client of the product in this world; builds for the world are made with it. */
export const worldClientId = '1234567890-yohaku.apps.googleusercontent.com'
/** A second client of the same project (the calendar add-on): shares grants and picked files. */
export const addonClientId = '1234567890-addon.apps.googleusercontent.com'
/** Somebody else's app: shares nothing. */
export const foreignClientId = '9999999999-other.apps.googleusercontent.com'

/** Where Chromium sends the answer: the pinned id of unpacked builds. */
export const chromiumRedirectUri = 'https://gepipglhcfilmooljejmmjdhclebjloa.chromiumapp.org/'
/** Where Firefox sends it: a loopback address made of the SHA-1 of the add-on's id. */
export const firefoxRedirectUri = `http://127.0.0.1/mozoauth2/${createHash('sha1').update('yohaku@yohaku.invalid').digest('hex')}`

/** What the product asks for at the first connect. */
export const productScopes: readonly string[] = [
  'openid',
  'email',
  'https://www.googleapis.com/auth/calendar.events',
  'https://www.googleapis.com/auth/drive.file',
]

/** Adds the usual people and the room. */
export function addUsualPeople(store: GoogleStore): void {
  store.people.add({ email: mentee, name: '青木 はる' })
  store.people.add({ email: mentor, name: '森 つかさ' })
  store.people.add({ email: third, name: 'Robin Berg', locale: 'en', timeZone: 'Europe/Berlin' })
  store.people.add({ email: room, name: '会議室 4F もみじ', kind: 'room' })
}

/** Registers the clients above. */
export function registerProductClients(store: GoogleStore): void {
  const redirectUris = [chromiumRedirectUri, firefoxRedirectUri]
  const project = '1234567890'
  store.oauth.register({ clientId: worldClientId, project, name: 'Yohaku', redirectUris })
  store.oauth.register({ clientId: addonClientId, project, name: 'Yohaku add-on', redirectUris })
  store.oauth.register({
    clientId: foreignClientId,
    project: '9999999999',
    name: 'Other App',
    redirectUris,
  })
}
