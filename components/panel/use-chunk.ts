import { useEffect, useState } from 'preact/hooks'

/**
 * A part of the panel that the first paint does not wait for: null until it is here. It is fetched once
 * `isWanted`, in an idle moment unless `isUrgent`. A part that cannot be loaded (the extension was updated under
 * this page) throws while drawing, as any other broken part.
 */
export function useChunk<T>(
  load: () => Promise<T>,
  isWanted: boolean,
  isUrgent: boolean,
): T | null {
  const [chunk, setChunk] = useState<{ value: T } | { thrown: unknown } | null>(null)
  const isMissing = chunk === null
  useEffect(() => {
    if (!isWanted || !isMissing) return
    let isGone = false
    const fetch = (): void => {
      load().then(
        (value) => {
          if (!isGone) setChunk({ value })
        },
        (thrown: unknown) => {
          if (!isGone) setChunk({ thrown })
        },
      )
    }
    const handle = isUrgent ? null : requestIdleCallback(fetch)
    if (handle === null) fetch()
    return () => {
      isGone = true
      if (handle !== null) cancelIdleCallback(handle)
    }
  }, [load, isWanted, isUrgent, isMissing])
  if (chunk === null) return null
  if ('thrown' in chunk) throw chunk.thrown
  return chunk.value
}
