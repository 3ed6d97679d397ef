import { absentTokens } from '../auth/absent-tokens.ts'
import type { FileHome } from '../remote/file-home.ts'
import type { Provider } from './providers.ts'

const refusal = { kind: 'unauthorized' } as const

/** A place nobody can sign in to: a file there can be named, not opened. */
const absentHome: FileHome = {
  provider: 'onedrive',
  open: (fileId) => ({
    id: `onedrive:${fileId}`,
    read: async () => refusal,
    write: async () => refusal,
  }),
  findOwn: async () => refusal,
  create: async () => refusal,
  describe: async () => refusal,
  describeLink: async () => refusal,
  share: async () => refusal,
  unshare: async () => refusal,
  readers: async () => refusal,
}

/** A provider this build does not know how to reach. */
export const absentProvider: Provider = {
  tokens: absentTokens,
  picker: null,
  homeOf: () => absentHome,
  calendarOf: () => null,
}
