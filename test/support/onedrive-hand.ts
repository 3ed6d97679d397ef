import { workMentee } from '../sandbox/microsoft/usual-microsoft-people.ts'
import { microsoftClient } from '../sandbox/microsoft-client.ts'
import type { World } from '../sandbox/world.ts'

/** What tests look at in an item of a drive. */
export interface Item {
  id: string
  name: string
  eTag: string
  cTag: string
  size: number
  webUrl: string
  lastModifiedDateTime: string
  parentReference: { driveId: string; id: string; path?: string }
  '@microsoft.graph.downloadUrl': string
}

/** The app's own folder. */
export const approot = '/me/drive/special/approot'

/** Where an item is asked for. */
export const itemPath = (item: Item) => `/drives/${item.parentReference.driveId}/items/${item.id}`

/** Somebody who uses OneDrive through Microsoft's own client, or bare where that hides too much. */
export function oneDriveHand(world: () => World) {
  const clientOf = (email = workMentee, scopes?: readonly string[]) =>
    microsoftClient(world(), email, scopes)
  return {
    clientOf,
    files: () => world().microsoft.files,
    habits: () => world().microsoft.habits.files,

    /** Puts a file into the app's folder. */
    async put(text: string, name = '1-on-1.md', email = workMentee): Promise<Item> {
      const path = `${approot}:/${name}:/content`
      return (await clientOf(email)
        .api(path)
        .put(new Blob([text]))) as Item
    },

    get: async (path: string, email = workMentee) =>
      (await clientOf(email).api(path).get()) as Item,

    async textOf(item: Item, email = workMentee): Promise<string> {
      const bytes = (await clientOf(email)
        .api(`${itemPath(item)}/content`)
        .responseType('arraybuffer' as never)
        .get()) as ArrayBuffer
      return Buffer.from(bytes).toString('utf8')
    },

    /** A bare request, for headers and redirects the client hides. */
    async bare(path: string, init: RequestInit = {}, email = workMentee) {
      const url = path.startsWith('https:') ? path : `https://graph.microsoft.com/v1.0${path}`
      const headers = {
        authorization: `Bearer ${world().microsoftTokenFor(email)}`,
        ...init.headers,
      }
      return await world().fetch(url, { redirect: 'manual', ...init, headers })
    },
  }
}
