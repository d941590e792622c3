/**
 * A certificate for 127.0.0.1 that is made for one test run, so that no private key lies in the tree.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Files of a key and its self-signed certificate. */
export interface Certificate {
  readonly keyFile: string
  readonly certFile: string
  readonly remove: () => void
}

export const makeCertificate = (): Certificate => {
  const directory = mkdtempSync(join(tmpdir(), 'kiemtra-tls-'))
  const [keyFile, certFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', keyFile, '-out', certFile, '-days', '2', '-subj', '/CN=127.0.0.1'],
      // An authority's own certificate is no server's, for one of the clients.
      ...[
        '-addext',
        'basicConstraints=critical,CA:FALSE',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
      ],
    ],
    { stdio: 'ignore' },
  )
  return { keyFile, certFile, remove: () => rmSync(directory, { recursive: true }) }
}
