import type { HttpOutcome } from './http.ts'
import type { Refusal } from './shared-file.ts'

/** What an outcome without a full answer means, whoever the provider is. */
export function readMissingAnswer(outcome: Exclude<HttpOutcome, { kind: 'answer' }>): {
  refusal: Refusal
  status: number | null
} {
  switch (outcome.kind) {
    case 'unauthorized':
      return { refusal: { kind: 'unauthorized' }, status: 401 }
    case 'not-sent':
      return {
        refusal: { kind: outcome.why === 'offline' ? 'offline' : 'unavailable' },
        status: null,
      }
    case 'lost': {
      // A connection that broke within an answer is the provider's trouble; one that never answered is ours.
      const isOurs = outcome.why === 'offline' && outcome.status === null
      return { refusal: { kind: isOurs ? 'offline' : 'unavailable' }, status: null }
    }
    case 'too-large':
      return { refusal: { kind: 'too-large' }, status: null }
  }
}
