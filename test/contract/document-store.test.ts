import 'fake-indexeddb/auto'
import { describe, it } from 'vitest'
import { documentStoreContract } from './document-store-contract.ts'

describe('the document store over fake-indexeddb', () => {
  it.each(documentStoreContract)('$name', async ({ name, run }) => {
    await run(`contract ${name}`)
  })
})
