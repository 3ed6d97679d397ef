import type { TextRange } from '../../../lib/model/locate-quote.ts'

/** A text with some of its stretches marked. Ranges are apart and ascending; everything stays text. */
export function Marked({ text, ranges }: { text: string; ranges: readonly TextRange[] }) {
  let from = 0
  return (
    <>
      {ranges.map(({ start, end }) => {
        const before = text.slice(from, start)
        from = end
        return (
          <>
            {before}
            <mark key={start}>{text.slice(start, end)}</mark>
          </>
        )
      })}
      {text.slice(from)}
    </>
  )
}
