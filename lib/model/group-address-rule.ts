/**
 * Whether an address looks like a mailing list, not a person. Calendar pages show a group under its
 * address's local part, so a name equal to it, letter for letter, is the hint; a person without a
 * profile name looks the same, therefore this makes the answer unknown and never "no".
 */
export function isPerhapsGroup(email: string, name: string): boolean {
  if (email.endsWith('@googlegroups.com')) return true
  return name !== '' && email.startsWith(`${name}@`)
}
