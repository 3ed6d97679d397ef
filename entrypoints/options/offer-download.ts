/** Hands the person a text as a file, the way a link with `download` does; needs no permission. */
export function offerDownload(
  document: Document,
  text: string,
  mimeType: string,
  fileName: string,
): void {
  const link = document.createElement('a')
  // Not revoked: a browser may read it after this call, and it goes with the page anyway.
  link.href = URL.createObjectURL(new Blob([text], { type: mimeType }))
  link.download = fileName
  link.click()
}
