/** Every node the page made. What is not in here is foreign, and fair game for a re-render. */
const ownNodes = new WeakSet<Node>()

type Attributes = Record<string, string | number | true | null>

/** Makes an element of the page. Null attributes are left out, `true` means present and empty. */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children)
  ownNodes.add(element)
  return element
}

/** Makes an icon of 24 by 24 from one path. */
export function icon(path: string, className = 'icon'): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', className)
  svg.setAttribute('aria-hidden', 'true')
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  shape.setAttribute('d', path)
  svg.append(shape)
  ownNodes.add(svg)
  return svg
}

/** Whether the page made this node. */
export function isOwn(node: Node): boolean {
  return ownNodes.has(node)
}

/** Listens on an element and returns it. */
export function on<T extends EventTarget>(
  target: T,
  type: string,
  listener: (event: Event) => void,
): T {
  target.addEventListener(type, listener)
  return target
}
