import { auth, calendar, type calendar_v3 } from '@googleapis/calendar'
import { drive, type drive_v2, type drive_v3, auth as driveAuth } from '@googleapis/drive'
import type { World } from './world.ts'

/** Google's own clients, signed in as one person and pointed at a world. */
export interface OfficialClients {
  token: string
  calendar: calendar_v3.Calendar
  drive: drive_v3.Drive
  driveV2: drive_v2.Drive
  /** Options every media upload needs again: the client ignores the service's `rootUrl` there. */
  upload: { rootUrl: string }
}

/** Clients for `email`, with the product's scopes unless others are named. They do not retry. */
export function officialClients(
  world: World,
  email: string,
  scopes?: readonly string[],
): OfficialClients {
  const token = world.tokenFor(email, scopes)
  const options = { rootUrl: world.url, retry: false }
  const calendarSide = new auth.OAuth2()
  calendarSide.setCredentials({ access_token: token })
  const driveSide = new driveAuth.OAuth2()
  driveSide.setCredentials({ access_token: token })
  return {
    token,
    calendar: calendar({ version: 'v3', auth: calendarSide, ...options }),
    drive: drive({ version: 'v3', auth: driveSide, ...options }),
    driveV2: drive({ version: 'v2', auth: driveSide, ...options }),
    upload: { rootUrl: world.url },
  }
}

/** How Google said no. */
export interface ApiRefusal {
  status: number
  reason: string
}

/** The refusal a call ends in; throws when it succeeds or fails otherwise. */
export async function refusalOf(call: Promise<unknown>): Promise<ApiRefusal> {
  const failure: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (failure === null) throw new Error('The call succeeded, a refusal was expected')
  const { response } = failure as { response?: { status: number; data: unknown } }
  if (response === undefined) throw failure
  // A media request asks for text, and is then given its error as text too.
  const data: unknown =
    typeof response.data === 'string' ? JSON.parse(response.data) : response.data
  const body = data as { error?: { errors?: { reason?: string }[] } }
  return { status: response.status, reason: body.error?.errors?.[0]?.reason ?? '' }
}
