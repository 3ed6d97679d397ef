/** Polls until `read` gives something other than null; fails with `what` after a while. */
export async function until<T>(what: string, read: () => Promise<T | null>): Promise<T> {
  const deadlineMs = Date.now() + 15_000
  for (;;) {
    const value = await read()
    if (value !== null) return value
    if (Date.now() > deadlineMs) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
