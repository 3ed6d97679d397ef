import { openGoogleJob } from './main-job/google-job.ts'
import { tellOrganizerFirst } from './main-job/organizer-first.ts'

tellOrganizerFirst(openGoogleJob)
