import { z } from '../base/zod.ts'

/**
 * background → panels, by `tabs.sendMessage`: the panel in the frame with this token is about to be
 * needed. A panel in a calendar page lets its line rest while it is hidden and has nothing to save, so that
 * an open calendar does not keep waking the service worker; a message reaches it without a line.
 */
export const panelWakeSchema = z.object({
  type: z.literal('panel/wake'),
  frameToken: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /**
   * The person asked for the panel by a key: it takes the keyboard itself, from inside. A page that traps the
   * focus in its dialog pulls it back from the frame's element, but not from what is in the frame.
   */
  takesFocus: z.optional(z.literal(true)),
})

/** One wake-up. */
export type PanelWake = z.infer<typeof panelWakeSchema>
