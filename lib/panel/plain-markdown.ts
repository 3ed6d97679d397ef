/**
 * A line somebody wrote, so that Markdown shows it as it is: no headings, lists, links, emphasis or markup come
 * of it. https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function escapeLine(line: string): string {
  return line
    .replaceAll(/[\\`*_{}[\]<>#|~!&]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
}
