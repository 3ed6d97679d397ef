import { buildInvitationLink } from '../remote/file-link.ts'
import { fileToken } from '../remote/named-file.ts'
import type { PanelView } from './panel-view.ts'

type StatusFile = NonNullable<NonNullable<PanelView['status']>['file']>

/**
 * A link that opens Google Calendar, where the partner's extension takes the file's id out of the fragment.
 * The page there can read that id; it opens nothing for anybody whom the file does not let in. Null where the
 * file has no id yet, or one that no link can carry.
 */
export function calendarLinkOf({
  id,
  provider,
}: Pick<StatusFile, 'id' | 'provider'>): string | null {
  const token = fileToken({ provider: provider ?? 'google', fileId: id })
  return token === null ? null : buildInvitationLink(token)
}
