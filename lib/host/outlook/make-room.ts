import { panelElementName } from '../panel-frame.ts'

/** The panel at its widest, with its margin and a little air. */
const reachPx = 400

/** On the other side the panel leaves this for the bar that leads to mail and people. */
const barPx = 64

/**
 * Moves the panel to the other side of the window where it would hide less of what was just opened, and back for
 * the next view that does not need it. Before a full view in the middle it stands at home: texts begin on the
 * left. The tab stays where it is. Reads layout: call once per view. `openShadow` as for `guardPanel`.
 */
export function makeRoom(
  view: Element,
  openShadow: (element: HTMLElement) => ShadowRoot | null,
): void {
  const root = view.ownerDocument.documentElement
  const panel = root.querySelector<HTMLElement>(panelElementName)
  const frame = panel && openShadow(panel)?.querySelector('iframe')
  if (!frame) return
  const { left, right } = view.getBoundingClientRect()
  const rest = root.clientWidth - right
  // A property of its own: nothing else about the frame's place has to know. A narrow window it fills anyway.
  frame.style.translate =
    rest < reachPx && left > rest + barPx ? 'min(0px, 100% + 80px - 100vw)' : ''
}
