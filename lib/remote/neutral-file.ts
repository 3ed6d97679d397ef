/**
 * How a pair's file looks from outside. Its name and type are shown to every guest of the event and in both
 * people's drives: they say nothing about who or what.
 */
export const neutralFile = {
  name: '1-on-1.md',
  mimeType: 'text/markdown',
} as const

/** True when a name and a type are those a pair's file is created with. Anybody can name a file so. */
export function isNeutralFile(name: string, mimeType: string): boolean {
  return name === neutralFile.name && mimeType === neutralFile.mimeType
}
