import * as z from 'zod/mini'

// zod 4 compiles parsers with `new Function` where it may; extension pages forbid eval, and even its probe
// is reported as a CSP violation. https://zod.dev/api#jitless
z.config({ jitless: true })

/** zod's small flavour, configured for pages without eval. Import it from here only. */
export { z }
