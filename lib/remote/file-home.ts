import type { PairId } from '../model/people.ts'
import type { Readers } from '../model/sync-status.ts'
import type { Refusal, SharedFile } from './shared-file.ts'

/** A file as its provider describes it. */
export interface FileDescription {
  fileId: string
  /** Address a person can open. */
  url: string
  name: string
  mimeType: string
  createdMs: number
  isMine: boolean
  /** Whether this account may write it. */
  isWritable: boolean
}

/** A provider's place for shared files. */
export interface FileHome {
  readonly provider: 'google' | 'onedrive'
  /**
   * A handle; no request is made. `isMine` (this account created the file) turns "not found" from
   * `needs-pick` into `gone`: an own file never needs the picker step. `url` is the file's address where it
   * is known: some providers let this account in by the address where they refuse the id.
   */
  open(fileId: string, isMine?: boolean, url?: string): SharedFile
  /** Files this account created for the pair, oldest first. Makes creating after a crash idempotent. */
  findOwn(
    pairId: PairId,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; files: FileDescription[] } | Refusal>
  /**
   * Creates the pair's file with a neutral name. A lost answer is resolved by {@link findOwn}. Where the
   * provider allows one file of a pair only, one that is there already is given, with the bytes it has.
   */
  create(
    pairId: PairId,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ kind: 'created'; file: FileDescription } | Refusal>
  /** Metadata of a file this account's token may see. */
  describe(
    fileId: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; file: FileDescription } | Refusal>
  /**
   * The file behind a link that a person chose to follow, in one of the provider's forms. Following it may be
   * what lets this account in, and does so for good. `not-a-link`: none of this provider's; no request is made.
   */
  describeLink(
    link: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'found'; file: FileDescription } | { kind: 'not-a-link' } | Refusal>
  /**
   * Lets exactly this address write, without mail by the provider. Doing it twice changes nothing.
   * `share-refused`: policy or address does not allow it. `grant` names the permission where the provider may
   * not tell its address afterwards; {@link readers} takes it back.
   */
  share(
    fileId: string,
    email: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'shared'; grant?: string } | { kind: 'share-refused' } | Refusal>
  /**
   * Takes the access of exactly this address away. Doing it twice, or to one who has none, changes nothing.
   * `share-refused`: only the file's owner may, or policy does not allow it.
   */
  unshare(
    fileId: string,
    email: string,
    signal: AbortSignal,
  ): Promise<{ kind: 'unshared' } | { kind: 'share-refused' } | Refusal>
  /**
   * Who can read the file now; `two` means exactly `selfEmail` and `partnerEmail`. `partnerGrant` is what
   * sharing with that address named.
   */
  readers(
    fileId: string,
    selfEmail: string,
    partnerEmail: string,
    signal: AbortSignal,
    partnerGrant?: string,
  ): Promise<{ kind: 'readers'; readers: Readers } | Refusal>
}
