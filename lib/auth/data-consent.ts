/** What leaves the device once sync is on, in Firefox's terms; the optional part of the manifest. */
const dataKinds = ['personalCommunications', 'personallyIdentifyingInfo']

/** The part of Firefox's `browser.permissions` used here; Chromium knows no data kinds. */
export interface DataPermissions {
  request(wanted: { data_collection: string[] }): Promise<boolean>
  contains(wanted: { data_collection: string[] }): Promise<boolean>
}

/**
 * Asks in Firefox's own words whether data may leave the device; true at once when it was granted before.
 * Call it first thing in the handler of a press: the browser refuses after any await. Only a page of ours
 * that stands alone can: one framed in a calendar page has no `browser.permissions` in Firefox. Null stands
 * for a browser without this question, where the answer is yes.
 * https://extensionworkshop.com/documentation/develop/firefox-builtin-data-consent/
 */
export async function requestDataConsent(
  permissions: Pick<DataPermissions, 'request'> | null,
): Promise<boolean> {
  return permissions === null || (await permissions.request({ data_collection: dataKinds }))
}

/** Whether data may leave the device; asks nobody. The person can take it back in Firefox's settings. */
export async function hasDataConsent(
  permissions: Pick<DataPermissions, 'contains'> | null,
): Promise<boolean> {
  return permissions === null || (await permissions.contains({ data_collection: dataKinds }))
}
