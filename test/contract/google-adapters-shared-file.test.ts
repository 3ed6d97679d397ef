import { encodeUtf8 } from '../../lib/base/bytes.ts'
import { mentee, mentor } from '../sandbox/usual-people.ts'
import { useGoogleStage } from '../support/google-stage.ts'
import { describeSharedFile, type SharedFileStage } from './shared-file-contract.ts'

const signal = new AbortController().signal
const pairId = '0123456789abcdef0123456789abcdef'
const content = encodeUtf8('# 1-on-1\n余白\n')
const currentStage = useGoogleStage()

/** A file of the mentor's, shared with the mentee and picked by her. */
async function openPair(): Promise<{
  owner: SharedFileStage['mine']
  partner: SharedFileStage['mine']
}> {
  const stage = currentStage()
  const [owner, partner] = [await stage.connect(mentor), await stage.connect(mentee)]
  const created = await owner.drive.create(pairId, content, signal)
  if (created.kind !== 'created') throw new Error(created.kind)
  const { fileId } = created.file
  await owner.drive.share(fileId, mentee, signal)
  await partner.pick(fileId)
  return { owner: owner.drive.open(fileId, true), partner: partner.drive.open(fileId) }
}

describeSharedFile('Google Drive, for its owner,', async () => {
  const { owner, partner } = await openPair()
  return { mine: owner, theirs: partner, content }
})

describeSharedFile('Google Drive, for the partner,', async () => {
  const { owner, partner } = await openPair()
  return { mine: partner, theirs: owner, content }
})
