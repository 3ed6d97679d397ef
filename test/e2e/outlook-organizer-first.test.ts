import { tellOrganizerFirst } from './main-job/organizer-first.ts'
import { openOutlookJob } from './main-job/outlook-job.ts'

tellOrganizerFirst(() => openOutlookJob({ isApprovedBefore: false }))
