/**
 * Whether a page is drawn dark or light, by the colour behind its body; null when nothing is painted there.
 * Makes the browser compute styles.
 */
export function readTheme(page: Document): 'light' | 'dark' | null {
  const view = page.defaultView
  if (view === null) return null
  for (const element of [page.body, page.documentElement]) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (
      view.getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []
    ).map(Number)
    // Perceived lightness, https://www.w3.org/TR/AERT/#color-contrast
    if (alpha > 0.5) return red * 299 + green * 587 + blue * 114 < 128_000 ? 'dark' : 'light'
  }
  return null
}
