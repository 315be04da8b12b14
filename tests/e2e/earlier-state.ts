import { cpSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Newsroom, newsroom, PROJECT } from './newsroom.ts'

/** What an earlier commit left on the disk; its README.md says how that came to be. */
export const STATE_110C5FB = path.join(PROJECT, 'tests/fixtures/state-110c5fb')

interface Config {
  readonly providers: readonly { readonly kind: string }[]
}

/** A fixture in a folder of its own; a provider without an endpoint here keeps the fixture's, where nobody listens. */
export function layOut(fixture: string, endpoints: Readonly<Record<string, string>> = {}): Newsroom {
  const config = JSON.parse(readFileSync(path.join(fixture, 'dragoman.config.json'), 'utf8')) as Config
  const providers = config.providers.map((provider) => {
    const endpoint = endpoints[provider.kind]
    return endpoint === undefined ? provider : { ...provider, endpoint }
  })
  const room = newsroom({ ...config, providers })
  for (const part of ['articles', 'locales', 'public'])
    cpSync(path.join(fixture, part), path.join(room.folder, part), { recursive: true })
  cpSync(path.join(fixture, 'state'), path.join(room.folder, '.dragoman'), { recursive: true })
  return room
}

export const isMeta = (file: string): boolean => file.endsWith('.meta.json')
export const isTexts = (file: string): boolean => file.endsWith('.json') && !isMeta(file)

/** The files under a folder of a fixture, by their path in a newsroom. */
export function filesOf(
  fixture: string,
  folder: string,
  isWanted: (file: string) => boolean = () => true,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(path.join(fixture, folder), { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && isWanted(file)) files.set(path.relative(fixture, file), readFileSync(file, 'utf8'))
  }
  return files
}

export interface Meta {
  readonly article: string
  readonly segments: Readonly<Record<string, Author>>
  readonly retired?: Readonly<Record<string, { readonly text: string }>>
}

interface Author {
  readonly origin: string
  readonly provider: string
  readonly state: string
}

/** What people wrote in one article and locale. */
export interface PeoplesTexts {
  /** Paths in the newsroom. */
  readonly meta: string
  readonly edition: string
  readonly written: readonly { readonly key: string; readonly by: Author; readonly text: string }[]
  /** Without a sentence in the article any more. */
  readonly retired: readonly { readonly key: string; readonly text: string }[]
}

/** By what the fixture's own metas say. */
export const peoplesTexts = (fixture: string, locale: string): readonly PeoplesTexts[] =>
  [...filesOf(fixture, `locales/${locale}`, isMeta)].map(([meta, printed]) => {
    const { article, segments, retired = {} } = JSON.parse(printed) as Meta
    const file = path.join(fixture, meta.replace('.meta.json', '.json'))
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    return {
      meta,
      edition: `public/${locale}/${article}`,
      written: Object.entries(segments)
        .filter(([, { origin }]) => origin === 'human')
        .map(([key, by]) => ({ key, by, text: texts[key] ?? '' })),
      retired: Object.entries(retired).map(([key, { text }]) => ({ key, text })),
    }
  })
