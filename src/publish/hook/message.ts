import { type EditionEvent, purgeFor } from '../events.ts'

/**
 * What a receiver gets: JSON whose every key is always there, `null` where nothing is known. docs/events.md is held to it.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (Payload)
 */
export function printMessage(event: EditionEvent): string {
  const { kind, at, article, path, locale, output, url = null, originalUrl = null } = event
  const facts = { article, path, locale, output, url, originalUrl }
  return JSON.stringify({ type: `edition.${kind}`, timestamp: at, data: { ...facts, ...ownFacts(event) } })
}

function ownFacts(event: EditionEvent): object {
  if (event.kind === 'withdrawn') return { why: event.why, purge: purgeFor(event.why) }
  const { state, sha256, former } = event
  return { state, sha256, formerOutput: former?.output ?? null, formerUrl: former?.url ?? null }
}
