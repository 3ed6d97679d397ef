import type { ErrorCode } from '../base/app-error.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { type AccountRef, type ProviderName, providerOfFile } from '../model/account.ts'
import type { EventFacts } from '../model/event-facts.ts'
import type { PairId } from '../model/people.ts'
import type { FileHome } from '../remote/file-home.ts'
import { type NamedFile, nameFile } from '../remote/named-file.ts'
import type { Refusal } from '../remote/shared-file.ts'
import type { FileRef, PairRecord, PairStore } from '../storage/ports.ts'
import { isUsable } from './canonical-file.ts'
import { chooseAccount, chooseHome } from './choose-account.ts'
import { createEventFiles } from './event-files.ts'
import { createFileFinder } from './file-finder.ts'
import {
  asForeign,
  candidateFile,
  createFileKeeper,
  describeNamed,
  isSameFile,
  toFileRef,
} from './file-keeper.ts'
import type { PairFiles } from './pair-files.ts'
import type { Providers } from './providers.ts'
import { createReadersKeeper } from './readers-keeper.ts'
import { codeOfRefusal } from './refusal-code.ts'
import type { VetFile } from './vet-file.ts'

/** What linking needs: the two people's file, and the event it hangs on. */
export interface LinkDependencies {
  pairs: PairStore
  providers: Pick<Providers, 'pickerOf' | 'accounts' | 'homeOf' | 'calendarOf'>
  files: Pick<PairFiles, 'homeOf'>
  vet: VetFile
  /** The pair's document as the bytes of a file. */
  encodeFile: (pairId: PairId) => Promise<Uint8Array>
  /** The calendar told of an event on screen, which is named here as the page names it. */
  onEventRead: (facts: EventFacts) => void
  nowMs: () => number
}

/** How two people's file comes to be, is found, and hangs on their event. */
export interface PairLink {
  /**
   * Looks at the event through the API: finds a file the partner attached, and attaches ours where we
   * organize and nothing is attached. Safe to call at any time; returns a code only when something needs
   * the person.
   */
  refresh(pairId: PairId, facts: EventFacts | null, signal: AbortSignal): Promise<ErrorCode | null>
  /**
   * Creates or finds our file at a provider (null: where the pair's own account is, else where any is
   * connected), shares it with the partner's address, attaches it where we may. `email` is another address of
   * the partner, normalised; null for the pair's own.
   */
  share(
    pairId: PairId,
    facts: EventFacts | null,
    signal: AbortSignal,
    provider?: ProviderName | null,
    email?: string | null,
  ): Promise<ErrorCode | null>
  /**
   * The step by which an account gets to open a file that is not its own; null lets the person choose one in
   * Google Drive. Adds what was picked to the pair. Without a connected account of the file's provider the
   * file is only noted: connecting is the next step then.
   */
  pick(
    pairId: PairId,
    file: NamedFile | null,
    facts: EventFacts | null,
    signal: AbortSignal,
  ): Promise<ErrorCode | null>
  /**
   * Notes the file of a link that was opened in the calendar. It is opened by {@link PairLink.pick} alone, for any
   * page may have led there.
   */
  noteInvitation(pairId: PairId, file: NamedFile): Promise<void>
}

/** Builds the use case. */
export function createPairLink(dependencies: LinkDependencies): PairLink {
  const { pairs, providers, files, vet } = dependencies
  const keeper = createFileKeeper(pairs)
  const { look, findLost } = createFileFinder({ providers, files, keeper, vet })
  const eventFiles = createEventFiles({
    providers,
    keeper,
    look,
    onEventRead: dependencies.onEventRead,
  })
  const refreshReaders = createReadersKeeper({ pairs, files, keeper, nowMs: dependencies.nowMs })

  return {
    async refresh(pairId, facts, signal) {
      const known = await pairs.get(pairId)
      if (known === null) return null
      const record = await findLost(known, signal)
      const read = await eventFiles.read(record, facts, signal)
      const adopted =
        read === null ? record : await eventFiles.adopt(record, read.event.attachments, signal)
      const error = await eventFiles.attach(adopted, read, signal)
      await refreshReaders(adopted, signal)
      return error
    },

    async share(pairId, facts, signal, provider = null, email = null) {
      const known = await pairs.get(pairId)
      if (known === null || known.partner.email === null) return 'share/refused'
      const account = chooseHome(known, provider, await providers.accounts())
      if (account === null) return 'auth/not-connected'
      const record = await findLost(known, signal)
      const read = await eventFiles.read(record, facts, signal)
      const adopted =
        read === null ? record : await eventFiles.adopt(record, read.event.attachments, signal)
      const isWaiting = (one: FileRef) =>
        !one.isMine && !one.isAccessible && one.trouble !== 'foreign'
      if (adopted.files.some(isWaiting)) return 'file/needs-pick'
      if (!adopted.files.some((one) => !one.isMine && isUsable(one))) {
        const error = await makeOwn(adopted, email ?? known.partner.email, account, signal)
        if (error !== null) return error
      }
      const current = (await pairs.get(pairId)) ?? adopted
      const error = await eventFiles.attach(current, read, signal)
      await refreshReaders(current, signal)
      return error
    },

    async pick(pairId, named, facts, signal) {
      const record = await pairs.get(pairId)
      if (record === null) return 'internal/unexpected'
      const provider = named === null ? 'google' : providerOfFile(named)
      const account = chooseAccount(record, provider, await providers.accounts())
      if (account === null) {
        if (named === null) return 'auth/not-connected'
        await noteCandidate(pairId, named)
        return null
      }
      const picked = await pickFiles(account, named, signal)
      if (!picked.ok) return picked.error
      const home = providers.homeOf(account)
      for (const one of picked.value) {
        const described = await describeNamed(home, one, signal)
        if (described.kind !== 'found') return noteRefusal(pairId, one, described)
        const { fileId } = described.file
        const old = record.files.find((each) =>
          isSameFile(each, { provider: home.provider, fileId }),
        )
        const ref = toFileRef(described.file, home, account, old)
        const isKnown = old !== undefined && isUsable(old)
        const vetted = isKnown
          ? ({ kind: 'ours' } as const)
          : await vet(home, described.file, pairId, signal)
        if (vetted.kind === 'foreign') {
          // What the event carries would only be found again.
          const isAttached = record.files.some((each) => each.isAttached && isSameFile(each, ref))
          if (isAttached) await keeper.replace(pairId, one, asForeign(ref))
          else for (const wrong of [one, ref]) await keeper.drop(pairId, wrong)
          return 'file/foreign'
        }
        if (vetted.kind !== 'ours') return noteRefusal(pairId, one, vetted)
        await keeper.replace(pairId, one, ref)
      }
      const current = (await pairs.get(pairId)) ?? record
      const read = await eventFiles.read(current, facts, signal)
      const error = await eventFiles.attach(current, read, signal)
      await refreshReaders(current, signal)
      return error
    },

    noteInvitation: (pairId, named) => noteCandidate(pairId, named, true),
  }

  /** What may be opened now; where nothing has to be picked, that is what was named. */
  async function pickFiles(
    account: AccountRef,
    named: NamedFile | null,
    signal: AbortSignal,
  ): Promise<Result<NamedFile[], ErrorCode>> {
    const picker = providers.pickerOf(account.provider)
    if (picker === null) return named === null ? fail('file/needs-pick') : ok([named])
    const picked = await picker.pick(account.email, named?.fileId ?? null, signal)
    return picked.ok ? ok(picked.value.map((id) => nameFile('google', id))) : picked
  }

  /** Consent is asked for as long as the file that wants it is known. */
  async function noteRefusal(
    pairId: PairId,
    named: NamedFile,
    refusal: Refusal,
  ): Promise<ErrorCode> {
    if (refusal.kind === 'needs-consent') {
      await noteCandidate(pairId, named)
      await keeper.change(pairId, named, { needsConsent: true })
    }
    return codeOfRefusal(refusal)
  }

  async function noteCandidate(pairId: PairId, named: NamedFile, isInvited = false): Promise<void> {
    const record = await pairs.get(pairId)
    if (record === null || record.files.some((one) => isSameFile(one, named))) return
    await keeper.keep(pairId, { ...candidateFile(named), ...(isInvited && { isInvited }) })
  }

  async function makeOwn(
    record: PairRecord,
    partnerEmail: string,
    account: AccountRef,
    signal: AbortSignal,
  ): Promise<ErrorCode | null> {
    const home: FileHome = providers.homeOf(account)
    // A create whose answer was lost left a file behind: look before making another.
    const own = await home.findOwn(record.pairId, signal)
    if (own.kind !== 'found') return codeOfRefusal(own)
    let file = own.files[0] ?? null
    if (file === null) {
      const bytes = await dependencies.encodeFile(record.pairId)
      const made = await home.create(record.pairId, bytes, signal)
      if (made.kind !== 'created') return codeOfRefusal(made)
      file = made.file
    }
    const { fileId } = file
    const old = record.files.find((one) => isSameFile(one, { provider: home.provider, fileId }))
    const ref = toFileRef(file, home, account, old)
    await keeper.keep(record.pairId, ref)
    await keeper.dropGone(record.pairId, ref)
    const shared = await home.share(file.fileId, partnerEmail, signal)
    if (shared.kind === 'share-refused') return 'share/refused'
    if (shared.kind !== 'shared') return codeOfRefusal(shared)
    const { grant: id } = shared
    const grant = id === undefined ? undefined : { id, email: partnerEmail }
    const sharedWith = partnerEmail === record.partner.email ? undefined : partnerEmail
    await keeper.change(record.pairId, ref, { isShared: true, grant, sharedWith })
    return null
  }
}
