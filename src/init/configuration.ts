import { Config } from '../config/config.ts'
import type { Answers } from './answers.ts'

/** Where the schema is when Dragoman is installed beside the configuration. */
const SCHEMA = './node_modules/dragoman/schema/dragoman.config.schema.json'

/** A configuration with only the keys that are not as they are by default. */
export function configurationOf(answers: Answers): object {
  const defaults = Config.shape.source.parse(undefined)
  const source = {
    ...(answers.locale !== defaults.locale && { locale: answers.locale }),
    ...(answers.articles !== defaults.articles && { articles: answers.articles }),
    ...(answers.frontMatter.length > 0 && {
      frontMatter: [...defaults.frontMatter, ...answers.frontMatter],
    }),
  }
  return {
    $schema: SCHEMA,
    ...(Object.keys(source).length > 0 && { source }),
    targets: answers.targets,
    providers: [answers.provider],
  }
}

/** JSON as people write it: a list or an object that fits stands on one line. */
export function printConfiguration(configuration: object): string {
  const members = Object.entries(configuration).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${print(value, '  ')}`,
  )
  return `{\n${members.join(',\n')}\n}\n`
}

const WIDTH = 80

function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  const inner = `${indent}  `
  const line = `${open}${partsOf(value, indent).join(', ')}${close}`
  if (!line.includes('\n') && line.length <= WIDTH) return line
  const parts = partsOf(value, inner)
  const lines = Array.isArray(value) ? filled(parts) : parts
  return `${open.trim()}\n${lines.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close.trim()}`
}

const partsOf = (value: object, indent: string): readonly string[] =>
  Array.isArray(value)
    ? value.map((each) => print(each, indent))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${print(each, indent)}`)

/** Parts on as few lines as hold them, in order. */
function filled(parts: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + part.length < WIDTH) lines[lines.length - 1] = `${last}, ${part}`
    else lines.push(part)
  }
  return lines
}
