/** https://developers.google.com/workspace/drive/api/reference/rest/v3 and …/v2 */
const host = 'https://www.googleapis.com'

/** Addresses of the Drive calls in use. File ids must have passed `isDriveFileId`. */
export const driveUrls = {
  /** v3 metadata. */
  file: (fileId: string, fields: string) =>
    withQuery(`/drive/v3/files/${fileId}`, { fields, supportsAllDrives: 'true' }),
  /** v3 content. */
  content: (fileId: string) =>
    withQuery(`/drive/v3/files/${fileId}`, { alt: 'media', supportsAllDrives: 'true' }),
  /** v2 metadata, for the etag. */
  revision: (fileId: string, fields: string) =>
    withQuery(`/drive/v2/files/${fileId}`, { fields, supportsAllDrives: 'true' }),
  /** v2 media upload: the only upload that honours `If-Match`. */
  upload: (fileId: string, fields: string) =>
    withQuery(`/upload/drive/v2/files/${fileId}`, {
      uploadType: 'media',
      fields,
      supportsAllDrives: 'true',
    }),
  /** v3 creation with metadata and content in one request. */
  create: (fields: string) =>
    withQuery('/upload/drive/v3/files', { uploadType: 'multipart', fields }),
  /** v3 search among the files the token may see. */
  list: (q: string, fields: string, pageToken: string | null) =>
    withQuery('/drive/v3/files', {
      q,
      fields: `nextPageToken,files(${fields})`,
      orderBy: 'createdTime',
      pageSize: '100',
      spaces: 'drive',
      ...(pageToken !== null && { pageToken }),
    }),
  /** v3 permissions of a file. */
  permissions: (fileId: string, pageToken: string | null) =>
    withQuery(`/drive/v3/files/${fileId}/permissions`, {
      fields: 'nextPageToken,permissions(id,type,role,emailAddress,displayName,domain,deleted)',
      pageSize: '100',
      supportsAllDrives: 'true',
      ...(pageToken !== null && { pageToken }),
    }),
  /** v3 one permission of a file, to take it away. `permissionId` is as a list gave it. */
  permission: (fileId: string, permissionId: string) =>
    withQuery(`/drive/v3/files/${fileId}/permissions/${encodeURIComponent(permissionId)}`, {
      supportsAllDrives: 'true',
    }),
  /** v3 creation of a permission. */
  share: (fileId: string, isNotified: boolean) =>
    withQuery(`/drive/v3/files/${fileId}/permissions`, {
      sendNotificationEmail: String(isNotified),
      fields: 'id,type,role',
      supportsAllDrives: 'true',
    }),
}

function withQuery(path: string, query: Record<string, string>): string {
  return `${host}${path}?${new URLSearchParams(query)}`
}
