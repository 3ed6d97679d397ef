import { generate } from 'selfsigned'

/** A private key and a certificate in PEM. */
export interface Certificate {
  key: string
  cert: string
}

let made: Promise<Certificate> | null = null

/**
 * A self-signed certificate, made once per process and kept only in memory. Browsers in the world ignore
 * certificate errors, so the names in it do not matter.
 */
export function worldCertificate(): Promise<Certificate> {
  made ??= makeCertificate()
  return made
}

async function makeCertificate(): Promise<Certificate> {
  const dayMs = 86_400_000
  const pems = await generate([{ name: 'commonName', value: 'world.invalid' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 30 * dayMs),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: ['world.invalid', '*.google.com', '*.googleapis.com'].map((value) => ({
          type: 2 as const,
          value,
        })),
      },
    ],
  })
  return { key: pems.private, cert: pems.cert }
}
