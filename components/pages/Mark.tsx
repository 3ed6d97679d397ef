/** The product's mark: a page with a margin. Decoration; the name stands beside it as text. */
export function Mark({ sizePx }: { sizePx: number }) {
  return <img class="mark" src="/icon/128.png" alt="" width={sizePx} height={sizePx} />
}
