import { readable } from '../article/content.ts'
import { parseLocale } from '../article/locale.ts'
import { languageIn } from '../check/text/detector.ts'
import { Config } from '../config/config.ts'
import { readToml } from '../formats/front-matter/toml.ts'
import { readYaml } from '../formats/front-matter/yaml.ts'
import { formatOf } from '../formats/registry.ts'
import { readBytes } from '../sources/bytes.ts'
import type { Article } from './folders.ts'

/** What an article shows of its newsroom's habits. */
export interface Sample {
  /** The language that it claims, or else the one that its words are in, where that is clear. */
  readonly locale: string | undefined
  /** Strings of its front matter by their keys as `source.frontMatter` has them: `image.alt`, `images.*.alt`. */
  readonly frontMatter: readonly (readonly [key: string, value: string])[]
}

/** Enough to learn from, and read in a moment. */
const SAMPLES = 40
/** The detector is sure of a language long before. */
const CHARACTERS = 4_000

/** Articles from all parts of a list; those that cannot be read are the run's to report. */
export function samplesOf(all: readonly Pick<Article, 'path' | 'file'>[]): readonly Sample[] {
  const every = Math.ceil(all.length / SAMPLES)
  return all
    .filter((_, nth) => nth % every === 0)
    .flatMap(({ path, file }) => {
      try {
        return [sampleOf(path, readBytes(file, path).toString('utf8'))]
      } catch {
        return []
      }
    })
}

function sampleOf(path: string, source: string): Sample {
  const reading = formatOf(path, source).read(source, {
    ...Config.shape.source.parse(undefined),
    path,
    credits: Config.shape.credits.parse(undefined),
    recognise: { isLabel: () => false, isUpdated: () => false },
  })
  const words = reading.units.map(({ content }) => readable(content)).join('\n')
  return {
    locale: claimed(reading.locale) ?? languageIn(words.slice(0, CHARACTERS)),
    frontMatter: frontMatterOf(source, path),
  }
}

function claimed(tag: string | undefined): string | undefined {
  try {
    return tag === undefined ? undefined : parseLocale(tag)
  } catch {
    return undefined
  }
}

const BLOCK = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*$/ms

function frontMatterOf(source: string, path: string): Sample['frontMatter'] {
  const [block, fence, lines] = BLOCK.exec(source) ?? []
  if (block === undefined || lines === undefined) return []
  const start = block.lastIndexOf(lines)
  const place = { start, end: start + lines.length }
  const { strings } =
    fence === '---'
      ? readYaml(source, { syntax: 'yaml', ...place }, path, '\n')
      : readToml(source, { syntax: 'toml', ...place }, path, '\n')
  return strings.map(({ path, value }) => [
    path.map((step) => (typeof step === 'number' ? '*' : step)).join('.'),
    value,
  ])
}
