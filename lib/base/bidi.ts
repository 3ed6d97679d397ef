/**
 * Words of people inside our own lines, whichever way they run.
 * https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */

/** Characters that turn around what follows them, beyond their own text. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g

/** Those, and the marks that only tell a direction; a name has no business with either. */
const anyControl = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g

/** Letters that run from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** A text without what would turn its surroundings around; marks that only tell a direction stay. */
export function withoutTurning(text: string): string {
  return text.replaceAll(turning, '')
}

/** A text as part of a line: nothing in it turns the line around, and it runs its own way within. */
export function isolateWords(text: string): string {
  return isolated(withoutTurning(text))
}

/** A name as part of a line: as {@link isolateWords}, without any directional control of its own. */
export function isolateName(text: string): string {
  return isolated(text.replaceAll(anyControl, ''))
}

function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}
