import { openGoogleJob } from './main-job/google-job.ts'
import { tellGuestFirst } from './main-job/guest-first.ts'

tellGuestFirst(openGoogleJob)
