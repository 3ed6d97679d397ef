/**
 * What the ids of all items of one mailbox begin with, in the spelling of Outlook's page: the mailbox itself, of
 * which these are more letters than two mailboxes could share. Null for an id that does not name its mailbox.
 * Seen in Microsoft's published examples, not promised: https://learn.microsoft.com/graph/api/user-list-events
 */
export function mailboxInId(eventId: string): string | null {
  return /^A[AQ]Mk[A-Za-z0-9+/]{36}/.exec(eventId)?.[0] ?? null
}
