/** The platform's `fetch` as an argument: adapters never reach for the global one. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>
