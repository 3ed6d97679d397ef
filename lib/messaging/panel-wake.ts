/**
 * What a content script posts to its panel frame when the panel is about to be needed (`postMessage`, to
 * the extension's origin). A panel that has heard it once lets its line rest while it is hidden and has
 * nothing to save, so that an open calendar does not keep the service worker alive; the next one wakes it.
 * A page that forges it achieves a reconnect, nothing else.
 */
export const panelWakeMessage = 'yohaku-panel/wake'
