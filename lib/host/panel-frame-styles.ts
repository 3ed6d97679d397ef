import type { FrameState } from '../model/panel-context.ts'

type Styles = Record<string, string>

/**
 * Styles an element through its own style object. A page's CSP governs `<style>` and `style` attributes, in
 * some engines those of extensions too; it never governs this. `important` beats whatever the page says
 * about unknown elements.
 * https://www.w3.org/TR/CSP3/#directive-style-src
 */
export function styleElement(element: HTMLElement, styles: Styles): void {
  for (const [name, value] of Object.entries(styles)) {
    element.style.setProperty(name, value, 'important')
  }
}

/**
 * The element itself takes no room; what it holds is fixed to the window. `all` keeps the page's rules for
 * `*` away, a transform or an opacity above all; they do not reach what is inside.
 */
export const hostStyles: Styles = {
  all: 'initial',
  position: 'fixed',
  top: '0',
  right: '0',
  width: '0',
  height: '0',
  'z-index': '2147483647',
}

/**
 * The frame in one state. Hidden states keep its size: it stays laid out, and showing it costs no more than
 * painting. (`display: none` would stop its rendering altogether.)
 */
export function viewStyles(
  state: FrameState,
  when: { isNarrow: boolean; isDark: boolean },
): Styles {
  const isShown = state === 'glance' || state === 'open'
  const margin = when.isNarrow ? '0px' : '16px'
  const height = `calc(100vh - 2 * ${margin})`
  return {
    position: 'fixed',
    top: margin,
    right: margin,
    width: when.isNarrow ? '100vw' : state === 'open' ? '380px' : '360px',
    height: state === 'open' ? height : `min(640px, ${height})`,
    border: 'none',
    'border-radius': when.isNarrow ? '0' : '16px',
    'box-shadow': shadow(when.isDark),
    // No fade: a glance is wanted seconds before a call, and the first frame should already be read.
    visibility: isShown ? 'visible' : 'hidden',
  }
}

/** Our mark: a page with a margin. */
export const markStyles: Styles = {
  width: '20px',
  height: '20px',
  'box-sizing': 'border-box',
  border: '2px solid',
  'border-radius': '5px',
  background: 'linear-gradient(90deg, currentcolor 30%, transparent 0)',
}

/** The slim tab on the right edge, shown while collapsed. */
export function tabStyles(state: FrameState, isDark: boolean): Styles {
  return {
    border: 'none',
    padding: '0',
    display: state === 'collapsed' ? 'grid' : 'none',
    'place-items': 'center',
    position: 'fixed',
    top: 'calc(50vh - 32px)',
    right: '0',
    width: '32px',
    height: '64px',
    cursor: 'pointer',
    color: isDark ? '#d9e6dd' : '#2f5d46',
    background: isDark ? '#26302b' : '#fbfaf6',
    'border-radius': '12px 0 0 12px',
    'box-shadow': shadow(isDark),
  }
}

/** A hairline and a soft shadow: on a dark page only a light line can be seen. */
function shadow(isDark: boolean): string {
  return `0 0 0 1px ${isDark ? '#fff3' : '#1e282318'}, 0 10px 36px ${isDark ? '#000a' : '#1e282338'}`
}
