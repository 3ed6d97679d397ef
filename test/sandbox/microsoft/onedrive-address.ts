/** Where a request on files points: `/me/drive…`, `/drives/{id}…` or `/shares/{id}/driveItem…`. */
export interface ItemAddress {
  start: { kind: 'me' } | { kind: 'drive'; driveId: string } | { kind: 'share'; shareId: string }
  /** What the path counts from; `drive` is the drive itself, not an item. */
  anchor: 'drive' | 'root' | 'approot' | 'share' | { itemId: string }
  /** Names below the anchor, for addresses with `:/path:`; empty for the anchor itself. */
  below: string[]
  /** E.g. `content` or `permissions`; empty for the item itself. */
  action: string
  /** What follows the action: a permission's id; empty for none. */
  detail: string
}

const startPattern = /^\/(?:me\/drive|drives\/([^/:]+)|shares\/([^/:]+)\/driveItem)(?=[/:]|$)/
const anchorPattern = /^(?:\/(root|special\/approot)|\/items\/([^/:]+))?/
const actionPattern = /^(?:\/([A-Za-z]+)(?:\/([^/]+))?)?$/

/** Reads the path below `/v1.0`; null when it is not about files. */
export function parseItemAddress(path: string): ItemAddress | null {
  const begin = startPattern.exec(path)
  if (begin === null) return null
  const [whole, driveId, shareId] = begin
  const split = splitRest(path.slice(whole.length))
  if (split === null) return null
  const { anchorText, itemId, belowText, action, detail } = split
  const isShare = shareId !== undefined
  if (isShare && (anchorText !== '' || itemId !== '' || belowText !== '')) return null
  return {
    start: isShare
      ? { kind: 'share', shareId: decodeURIComponent(shareId) }
      : driveId === undefined
        ? { kind: 'me' }
        : { kind: 'drive', driveId: decodeURIComponent(driveId) },
    anchor: anchorOf(isShare, anchorText, itemId),
    below: belowText === '' ? [] : belowText.split('/').map(decodeURIComponent),
    action,
    detail,
  }
}

/** `anchor[:/path[:]][/action[/detail]]`; a path without its second colon runs to the end. */
function splitRest(rest: string) {
  const [anchor = '', anchorText = '', itemId = ''] = anchorPattern.exec(rest) ?? []
  let tail = rest.slice(anchor.length)
  let belowText = ''
  if (tail.startsWith(':/')) {
    const end = tail.indexOf(':', 2)
    belowText = (end < 0 ? tail.slice(2) : tail.slice(2, end)).replace(/\/$/, '')
    tail = end < 0 ? '' : tail.slice(end + 1)
    if (belowText === '') return null
  }
  const match = actionPattern.exec(tail)
  if (match === null) return null
  return { anchorText, itemId, belowText, action: match[1] ?? '', detail: match[2] ?? '' }
}

function anchorOf(isShare: boolean, text: string, itemId: string): ItemAddress['anchor'] {
  if (isShare) return 'share'
  if (itemId !== '') return { itemId: decodeURIComponent(itemId) }
  if (text === 'root') return 'root'
  return text === 'special/approot' ? 'approot' : 'drive'
}
