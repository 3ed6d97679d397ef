/** What may be written at a closing: お礼 and 持ち帰ったこと by each, and a keepsake for each mentee. */
export const farewellFields = ['thanks', 'takeaway', 'keepsake'] as const

/** A text of the closing. */
export type FarewellField = (typeof farewellFields)[number]

/** True for the name of a period, `p1` to `p9999`. */
export function isPeriodId(text: string): boolean {
  return /^p[1-9]\d{0,3}$/.test(text)
}

/** The number in the name of a period. */
export function periodNumber(id: string): number {
  return Number(id.slice(1))
}

/** The name of the period after this one: counted, not drawn, so that two devices begin the same one. */
export function nextPeriodId(id: string): string {
  return `p${Math.min(9999, periodNumber(id) + 1)}`
}
