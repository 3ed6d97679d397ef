import type { ErrorCode } from '../base/app-error.ts'
import type { Refusal } from '../remote/shared-file.ts'

/** The code that tells a person about a provider's refusal. */
export function codeOfRefusal(refusal: Refusal): ErrorCode {
  switch (refusal.kind) {
    case 'offline':
      return 'net/offline'
    case 'unauthorized':
      return 'auth/expired'
    case 'needs-pick':
      return 'file/needs-pick'
    case 'out-of-reach':
      return 'file/out-of-reach'
    case 'needs-consent':
      return 'file/needs-consent'
    case 'storage-full':
      return 'file/storage-full'
    case 'read-only':
      return 'file/read-only'
    case 'gone':
      return 'file/missing'
    case 'too-large':
      return 'file/too-large'
    case 'throttled':
      return 'net/throttled'
    case 'rejected':
      return 'net/rejected'
    case 'unavailable':
      return 'net/server'
  }
}
