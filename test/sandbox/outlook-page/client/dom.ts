import { hashClass } from '../class-hash.ts'
import { boot } from './boot-data.ts'

/** Every node the page made; a child of the body that is not in here is thrown out. */
const ownNodes = new WeakSet<Node>()

type Attributes = Record<string, string | number | true | null>

/** Attributes that people read: the ones a page in another language writes differently. */
const wordAttributes = new Set(['title', 'aria-label', 'placeholder'])

/**
 * Makes an element of the page. Null attributes are left out, `true` means present and empty. Class names
 * are made anew at every load, but for the library's own that begin with `ms-`.
 */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, printAttribute(name, value))
  }
  element.append(...children)
  ownNodes.add(element)
  return element
}

function printAttribute(name: string, value: string | number | true): string {
  if (value === true) return ''
  const text = String(value)
  if (name === 'class') return text.split(' ').map(classOf).join(' ')
  return wordAttributes.has(name) && boot.modes.labels === 'scrambled' ? scramble(text) : text
}

/** The name of a class in this load. */
export function classOf(name: string): string {
  return name.startsWith('ms-') ? name : hashClass(name, boot.seed)
}

/** The same text always gives the same signs, and nothing of it can be read. */
function scramble(text: string): string {
  return [...text]
    .map((char) => String.fromCodePoint(0x2600 + ((char.codePointAt(0) ?? 0) % 0xc0)))
    .join('')
}

/** An icon of the library: a glyph of its own font, which counts as text. */
export function icon(name: string): HTMLElement {
  return h('i', { 'data-icon-name': name, 'aria-hidden': 'true', class: 'glyph' }, '\ue823')
}

/** A push button with words on it. */
export function button(
  label: string,
  run: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'button', ...attributes }, label)
  element.addEventListener('click', run)
  return element
}

/** Whether the page made this node. */
export function isOwn(node: Node): boolean {
  return ownNodes.has(node)
}
