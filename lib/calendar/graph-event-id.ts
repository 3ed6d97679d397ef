/**
 * True for a text that can be an Exchange id, as Graph or as Outlook's page writes it. Encoded as one step of an
 * address it cannot change the address's meaning.
 */
export function isExchangeId(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{20,1000}={0,2}$/.test(text)
}

/**
 * An id as Graph takes it. Outlook's page writes ids in standard base64; Graph writes `-` for `/` and `_` for
 * `+`. Anything else about them is the same. https://learn.microsoft.com/javascript/api/outlook/office.mailbox#outlook-office-mailbox-converttorestid-member(1)
 */
export function toGraphId(id: string): string {
  return id.replaceAll('/', '-').replaceAll('+', '_')
}

/** An id as Outlook's page writes it: the reverse of {@link toGraphId}. */
export function toPageId(id: string): string {
  return id.replaceAll('-', '/').replaceAll('_', '+')
}
