import { encodeUtf8 } from '../../lib/base/bytes.ts'
import {
  contosoTenantId,
  personalMentee,
  personalMentor,
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from '../sandbox/microsoft/usual-microsoft-people.ts'
import { useMicrosoftStage } from '../support/microsoft-stage.ts'
import { describeSharedFile, type SharedFileStage } from './shared-file-contract.ts'

const signal = new AbortController().signal
const pairId = '0123456789abcdef0123456789abcdef'
const content = encodeUtf8('# 1-on-1\n余白\n')
const currentStage = useMicrosoftStage()

/** A file of the mentor's, shared with the mentee, where OneDrive honours `If-Match`. */
async function openPair(
  mentor: string,
  mentee: string,
): Promise<{ owner: SharedFileStage['mine']; partner: SharedFileStage['mine'] }> {
  const stage = currentStage()
  stage.world.microsoft.habits.files.putContentConditions = 'honoured'
  const isWide = stage.world.microsoft.tenants.get(contosoTenantId).adminGrants.size > 0
  const owner = await stage.connect(mentor)
  const partner = await stage.connect(mentee, isWide ? ['partner-files'] : [])
  const created = await owner.drive.create(pairId, content, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  const { fileId, url } = created.file
  const shared = await owner.drive.share(fileId, mentee, signal)
  if (shared.kind !== 'shared') throw new Error(shared.kind)
  return { owner: owner.drive.open(fileId, true), partner: partner.drive.open(fileId, false, url) }
}

function letEverybodyReachPartners(): void {
  const { entra } = currentStage().world.microsoft
  entra.grantForTenant(contosoTenantId, worldMicrosoftClientId, ['Files.ReadWrite.All'])
}

describeSharedFile('OneDrive of an organisation, for its owner,', async () => {
  letEverybodyReachPartners()
  const { owner, partner } = await openPair(workMentor, workMentee)
  return { mine: owner, theirs: partner, content }
})

describeSharedFile('OneDrive of an organisation, for the partner,', async () => {
  letEverybodyReachPartners()
  const { owner, partner } = await openPair(workMentor, workMentee)
  return { mine: partner, theirs: owner, content }
})

describeSharedFile('OneDrive that lets the partner in by address alone', async () => {
  currentStage().world.microsoft.habits.files.workPartnerScopes = 'shares-only'
  const { owner, partner } = await openPair(workMentor, workMentee)
  return { mine: partner, theirs: owner, content }
})

describeSharedFile('a private OneDrive', async () => {
  const { owner, partner } = await openPair(personalMentor, personalMentee)
  return { mine: owner, theirs: partner, content }
})

describeSharedFile('a private OneDrive, for the partner,', async () => {
  const { owner, partner } = await openPair(personalMentor, personalMentee)
  return { mine: partner, theirs: owner, content }
})
