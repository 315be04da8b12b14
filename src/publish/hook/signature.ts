import { createHmac } from 'node:crypto'
import { DragomanError } from '../../article/errors.ts'

/**
 * Messages are signed as the Standard Webhooks specification has it, so that receivers can use its libraries.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export interface Signer {
  /** The headers that go with a message. @param id of the event; the time is that of the attempt */
  headers(id: string, at: Date, body: string): Readonly<Record<string, string>>
  /** Must not be repeated in any message. */
  readonly secrets: readonly string[]
}

export const SECRET_NAME = 'DRAGOMAN_EVENTS_SECRET'

/**
 * The secret stands in the environment; two of them, parted by a space, while receivers change from one to the other: each
 * message is then signed with both.
 * @throws DragomanError CREDENTIAL_MISSING, CONFIG_INVALID
 */
export function openSigner(environment: NodeJS.ProcessEnv): Signer {
  const secrets = environment[SECRET_NAME]?.split(/\s+/).filter((secret) => secret !== '') ?? []
  if (secrets.length === 0)
    throw new DragomanError('CREDENTIAL_MISSING', `publish.events is set, and ${SECRET_NAME} is not.`, {
      fix: `Set ${SECRET_NAME} to the receiver’s secret, e.g. whsec_ and what “openssl rand -base64 32” prints; or remove publish.events.`,
    })
  const keys = secrets.map(keyOf)
  return {
    secrets,
    headers(id, at, body) {
      const seconds = Math.floor(at.getTime() / 1000)
      const signatures = keys.map((key) => `v1,${sign(key, `${id}.${seconds}.${body}`)}`)
      return {
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatures.join(' '),
      }
    },
  }
}

const sign = (key: Uint8Array, content: string): string =>
  createHmac('sha256', key).update(content).digest('base64')

/** The specification's bounds. */
const KEY_BYTES = { least: 24, most: 64 }

function keyOf(secret: string): Uint8Array {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? []
  const key = Buffer.from(base64, 'base64')
  if (key.length >= KEY_BYTES.least && key.length <= KEY_BYTES.most) return key
  throw new DragomanError('CONFIG_INVALID', `${SECRET_NAME} is no secret for web-hooks.`, {
    fix: `Write whsec_ and the base64 of ${KEY_BYTES.least} to ${KEY_BYTES.most} random bytes, e.g. what “openssl rand -base64 32” prints.`,
  })
}
