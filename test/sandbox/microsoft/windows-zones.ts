import { isTimeZone } from '../time-zones.ts'

/** Windows names of the zones this world's people live in. https://learn.microsoft.com/windows-hardware/manufacture/desktop/default-time-zones */
const zones: Record<string, string> = {
  UTC: 'UTC',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Pacific Standard Time': 'America/Los_Angeles',
}

/** The IANA zone of a Windows or IANA name; null for a name nobody knows. */
export function readZone(name: string): string | null {
  return zones[name] ?? (isTimeZone(name) ? name : null)
}
