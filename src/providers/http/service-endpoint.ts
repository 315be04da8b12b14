import { DragomanError } from '../../article/errors.ts'

/**
 * Where a service answers when not at its usual address: a geography, a proxy, a stand-in. Scheme, host and
 * port only; paths are the adapter's to know.
 * @throws DragomanError CONFIG_INVALID
 */
export function serviceEndpoint(provider: string, endpoint: string | undefined): URL | undefined {
  if (endpoint === undefined) return undefined
  const url = URL.parse(endpoint)
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  )
    throw invalidEndpoint(
      provider,
      'the endpoint is not scheme, host and port.',
      'Write it like "http://127.0.0.1:8123", without a path.',
    )
  return url
}

/**
 * The same for services that live below a path, such as `http://127.0.0.1:11434/v1`.
 * @throws DragomanError CONFIG_INVALID
 */
export function serviceBase(provider: string, endpoint: string): URL {
  const url = URL.parse(endpoint)
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password)
    throw invalidEndpoint(
      provider,
      'the endpoint is not an http or https address.',
      'Write it like "https://translate.example/api", without user, query or fragment.',
    )
  return url
}

export const addressOf = ({ origin, pathname }: URL): string => origin + pathname.replace(/\/+$/, '')

/** A key over plain http could be read by anyone on the way. @throws DragomanError CONFIG_INVALID */
export function refuseOpenKey(provider: string, url: URL, key: string | undefined): void {
  if (key !== undefined && isOpen(url))
    throw invalidEndpoint(
      provider,
      'an API key would be sent without encryption.',
      'Use an https: endpoint, or loopback.',
    )
}

/** Over plain http anyone on the way reads the key and the article; on loopback nobody is on the way. */
export const isOpen = (url: URL): boolean => url.protocol === 'http:' && !isLoopback(url)

export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname)

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

const invalidEndpoint = (provider: string, message: string, fix: string) =>
  new DragomanError('CONFIG_INVALID', `${provider}: ${message}`, { fix })
