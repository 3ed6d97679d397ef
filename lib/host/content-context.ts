import { browser } from 'wxt/browser'

/**
 * The life of one content script: it ends when the extension is updated or removed, or when a newer copy
 * starts in the same page.
 *
 * Stands in for the class of the same name that WXT puts around every content script (`wxt.config.ts`
 * swaps it in): WXT's brings timers, a location watcher and a logger, a sixth of our budget on every
 * calendar page. Only what is below may be used of the `ctx` that `main` receives.
 * https://wxt.dev/guide/essentials/content-scripts.html#context
 */
export class ContentScriptContext {
  readonly #controller = new AbortController()

  constructor(name: string) {
    // Scripts of an older copy hear this in their own world: DOM events reach every world.
    const started = `${browser.runtime.id}:${name}:started`
    document.dispatchEvent(new Event(started))
    document.addEventListener(started, () => this.abort(), { signal: this.signal })
  }

  /** Aborted when the script has to end. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** True once the script has to end; notices that the extension went away, and ends then. */
  get isInvalid(): boolean {
    // The runtime of an orphaned script has no id any more.
    if (browser.runtime?.id === undefined) this.abort()
    return this.signal.aborted
  }

  /** Ends the script. */
  abort(): void {
    this.#controller.abort()
  }
}
