import type { Database } from './open-database.ts'

/**
 * Erases everything on this device: drafts and private notes first, for they are the most private, then documents, pairs,
 * sync states and client ids. Each database is emptied in one write. Shared files are untouched. Live
 * replicas must be discarded before, or their next edit would store a part again.
 */
export async function eraseEverything(databases: {
  privates: Database
  main: Database
}): Promise<void> {
  await databases.privates.clear()
  await databases.main.clear()
}
