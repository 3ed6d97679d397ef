import { tellGuestFirst } from './main-job/guest-first.ts'
import { openOutlookJob } from './main-job/outlook-job.ts'

tellGuestFirst(() => openOutlookJob({ isApprovedBefore: true }))
