import { parseJsonWithComments } from '../config/json.ts'
import { isNinjs } from './ninjs/recognise.ts'

/** What tells the format of a file, apart from the formats: to know which files are articles no parser has to be loaded. */
interface Sign {
  /** File name endings, lower case, with the dot. */
  readonly extensions: readonly string[]
  /** Tells apart formats that share an ending (JSON dialects). Absent: the ending decides. */
  readonly recognises?: (source: string) => boolean
}

/** By the format's id. */
export const SIGNS = {
  markdown: { extensions: ['.md', '.markdown', '.mdx'] },
  html: { extensions: ['.html', '.htm'] },
  ninjs: { extensions: ['.json'], recognises: isNinjs },
  text: { extensions: ['.txt', '.text'] },
} as const satisfies Readonly<Record<string, Sign>>

/** Every ending that some format reads. */
export const ENDINGS: readonly string[] = Object.values(SIGNS).flatMap(({ extensions }) => [...extensions])

/** Of a path: lower case, with the dot; empty when there is none. */
export const endingOf = (path: string): string => /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? ''

/** Do all formats that read this ending look at the content before they take a file? */
export const isTakenByContent = (path: string): boolean => signsOf(path).every(({ recognises }) => recognises)

/**
 * Is the file of no format that is read? JSON that is whole and of no dialect we know is data of the newsroom's; what cannot
 * be parsed may be an article that lost its end, and is left to be reported.
 */
export const isOther = (path: string, source: string): boolean =>
  signsOf(path).every(({ recognises }) => recognises !== undefined && !recognises(source)) &&
  (endingOf(path) !== '.json' || parseJsonWithComments(source).ok)

const signsOf = (path: string): readonly Sign[] =>
  Object.values(SIGNS).filter(({ extensions }: Sign) => extensions.includes(endingOf(path)))
