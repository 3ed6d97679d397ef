import { type Alarms, minimumAlarmMs } from './alarms-port.ts'

/** The part of `browser.alarms` that is used; both engines have it. */
export interface AlarmsApi {
  create(name: string, info: { delayInMinutes: number }): Promise<void> | void
  clear(name: string): Promise<boolean>
  getAll(): Promise<{ name: string }[]>
  onAlarm: {
    addListener(listener: (alarm: { name: string }) => void): void
    removeListener(listener: (alarm: { name: string }) => void): void
  }
}

/** {@link Alarms} on the browser's own alarms. */
export function createBrowserAlarms(api: AlarmsApi): Alarms {
  return {
    async set(name, delayMs) {
      // A delay, not a time: the person's clock may be wrong, or be set right while we wait.
      await api.create(name, { delayInMinutes: Math.max(delayMs, minimumAlarmMs) / 60_000 })
    },
    async clear(name) {
      await api.clear(name)
    },
    async names() {
      return (await api.getAll()).map((alarm) => alarm.name)
    },
    onFired(listener) {
      const forward = (alarm: { name: string }) => listener(alarm.name)
      api.onAlarm.addListener(forward)
      return () => api.onAlarm.removeListener(forward)
    },
  }
}
