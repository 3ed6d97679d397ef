/** A text in one line, without the glyphs of icon fonts (private use area). */
export function squeeze(text: string): string {
  return text
    .replace(/[\ue000-\uf8ff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The text of an element; empty when there is none. */
export function textOf(node: Node | null): string {
  return squeeze(node?.textContent ?? '')
}

/** The pieces of text below an element, in order, without those inside what `skipped` selects. */
export function textsOf(root: Element, skipped: string): string[] {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const texts: string[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = textOf(node)
    if (text !== '' && !node.parentElement?.closest(skipped)) texts.push(text)
  }
  return texts
}
