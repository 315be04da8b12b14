import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DragomanError, messageOf } from '../../article/errors.ts'

/**
 * Application Default Credentials, looked for where Google's library would find them, but without its last
 * step: asking the metadata server of a machine that is not Google's hangs for seconds and then says little.
 * @see https://cloud.google.com/docs/authentication/application-default-credentials
 */
export interface Credentials {
  /** For people: where they were found. Never a secret. */
  readonly found: string
  /** Project named in the credential file. */
  readonly project: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws DragomanError CREDENTIAL_MISSING when a file is named that cannot be used. */
export function findCredentials(environment: Environment): Credentials | undefined {
  const named = environment['GOOGLE_APPLICATION_CREDENTIALS'] || environment['google_application_credentials']
  if (named) return { found: 'GOOGLE_APPLICATION_CREDENTIALS', project: projectIn(named) }
  const wellKnown = wellKnownFile(environment)
  if (wellKnown && existsSync(wellKnown)) return { found: 'gcloud login', project: projectIn(wellKnown) }
  if (runsAtGoogle(environment)) return { found: 'metadata server', project: undefined }
  return undefined
}

export const credentialMissing = (message: string, place?: string, cause?: unknown): DragomanError =>
  new DragomanError('CREDENTIAL_MISSING', message, {
    place,
    cause,
    fix: 'Set GOOGLE_APPLICATION_CREDENTIALS to a service account key file, run “gcloud auth application-default login”, or give the provider an apiKey.',
  })

function projectIn(file: string): string | undefined {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    // A parse error quotes what it read, and this file is a secret.
    const why = cause instanceof SyntaxError ? 'it is not JSON' : messageOf(cause)
    throw credentialMissing(`Google credentials cannot be read: ${why}.`, file)
  }
  if (typeof content !== 'object' || content === null) throw credentialMissing('Not a credential file.', file)
  const { project_id, quota_project_id } = content as Record<string, unknown>
  const project = project_id ?? quota_project_id
  return typeof project === 'string' ? project : undefined
}

function wellKnownFile(environment: Environment): string | undefined {
  const folder =
    environment['CLOUDSDK_CONFIG'] ||
    (environment['APPDATA'] && join(environment['APPDATA'], 'gcloud')) ||
    (environment['HOME'] && join(environment['HOME'], '.config', 'gcloud'))
  return folder ? join(folder, 'application_default_credentials.json') : undefined
}

/** Cloud Run and Functions say so in the environment, virtual machines in their firmware. */
function runsAtGoogle(environment: Environment): boolean {
  if (environment['K_SERVICE'] || environment['CLOUD_RUN_JOB'] || environment['GCE_METADATA_HOST'])
    return true
  try {
    return readFileSync('/sys/class/dmi/id/product_name', 'utf8').includes('Google')
  } catch {
    return false
  }
}
