import { DragomanError } from '../../article/errors.ts'
import type { Unit } from '../../article/unit.ts'
import { NO_CLAIMS } from '../claims/claim.ts'
import type { Format, Reading, ReadOptions } from '../format.ts'
import { markdownFrame } from '../frame/markdown-frame.ts'
import { type FrontMatter, readFrontMatter } from '../front-matter/front-matter.ts'
import { newFrontMatter } from '../front-matter/yaml-disclosure.ts'
import { selectorMatcher } from '../html/selectors.ts'
import { maskTemplates } from '../mask/scan.ts'
import { SIGNS } from '../signs.ts'
import { splice } from '../splice.ts'
import { outlineOf } from './blocks.ts'
import { effortOf } from './effort.ts'
import { furnitureEdits } from './label.ts'
import { type ParsedMarkdown, parseMarkdown } from './parse.ts'
import { type Slot, slotOfBlock, slotsOfValues } from './slots.ts'

/**
 * Markdown and MDX with front matter in YAML or TOML. The parse tree is used for its offsets only; text is
 * spliced into the source, so that what is not translated stays as its author wrote it. A reading is parsed
 * once and written for any number of locales.
 * @see https://github.github.com/gfm/ · https://mdxjs.com/docs/what-is-mdx/
 */
export const markdown: Format = {
  id: 'markdown',
  ...SIGNS.markdown,
  read(source, options) {
    const mark = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
    const { write, ...reading } = readDocument(source.slice(mark.length), options)
    return { ...reading, write: (fills, disclosure) => mark + write(fills, disclosure) }
  },
}

const BYTE_ORDER_MARK = '\uFEFF'

function readDocument(source: string, options: ReadOptions): Reading {
  const dialect = dialectOf(options.path)
  const mdx = dialect === 'mdx'
  const masked = maskTemplates(source, dialect)
  const effort = effortOf(source, options.path)
  const parsed = nestingChecked(options.path, () => parseMarkdown(masked.text, dialect, effort))
  const frontMatter = frontMatterOf(source, parsed, options)
  const outline = nestingChecked(options.path, () =>
    outlineOf(parsed.root, {
      parsed,
      source,
      mdx,
      masks: masked.masks,
      shortcodes: options.shortcodes ?? [],
      isCredit: selectorMatcher(options.credits),
      hasHeadline: frontMatter?.values.some(({ role }) => role === 'headline') ?? false,
      recognise: options.recognise,
    }),
  )
  const slots = [
    ...slotsOfValues(frontMatter?.values ?? []),
    ...outline.blocks.map((block) => slotOfBlock(source, block, masked, options)),
  ]
  const named = nameUnits(slots)
  const eol = source.includes('\r\n') ? '\r\n' : '\n'
  return {
    locale: frontMatter?.locale,
    claims: frontMatter?.claims ?? NO_CLAIMS,
    units: named.flatMap(({ units }) => units),
    findings: slots.flatMap(({ findings = [] }) => findings),
    frame: () => [
      ...(frontMatter?.media ?? []),
      ...frameOf(source, options.path),
      ...slots.flatMap(({ frame = () => [] }) => frame()),
    ],
    write(fills, disclosure) {
      const edits = named.flatMap(({ slot, units }) =>
        slot.edits(
          units.map(({ id }) => fills.get(id)),
          disclosure,
        ),
      )
      if (disclosure === undefined) return splice(source, edits)
      const furniture = furnitureEdits(source, outline, disclosure, mdx, eol)
      const facts = frontMatter?.disclose(disclosure) ?? [
        { start: 0, end: 0, text: newFrontMatter(disclosure, eol) },
      ]
      return splice(source, [...facts, ...furniture, ...edits])
    },
  }
}

/** Parsed anew: few articles are asked, and a tree is large. */
function frameOf(source: string, path: string): readonly string[] {
  const dialect = dialectOf(path)
  const { text, masks } = maskTemplates(source, dialect)
  const { root } = nestingChecked(path, () => parseMarkdown(text, dialect, effortOf(source, path)))
  return markdownFrame(root, source, masks)
}

const dialectOf = (path: string) => (path.toLowerCase().endsWith('.mdx') ? 'mdx' : 'markdown')

function nestingChecked<T>(path: string, step: () => T): T {
  try {
    return step()
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    throw new DragomanError('ARTICLE_INVALID', 'This Markdown is nested too deeply to be read.', {
      place: `${path}:1:1`,
      fix: 'Take out some of the quotations, lists or emphasis inside each other.',
      cause: thrown,
    })
  }
}

function frontMatterOf(
  source: string,
  { root }: ParsedMarkdown,
  options: ReadOptions,
): FrontMatter | undefined {
  const node = root.children[0]
  const syntax: string | undefined = node?.type
  if (node === undefined || (syntax !== 'yaml' && syntax !== 'toml')) return undefined
  const start = source.indexOf('\n') + 1
  const end = source.lastIndexOf('\n', (node.position?.end.offset ?? 0) - 1) + 1
  return readFrontMatter(source, { syntax, start, end }, options)
}

interface NamedSlot {
  readonly slot: Slot
  readonly units: readonly Unit[]
}

function nameUnits(slots: readonly Slot[]): NamedSlot[] {
  let count = 0
  return slots.map((slot) => ({ slot, units: slot.units.map((unit) => ({ id: `u${count++}`, ...unit })) }))
}
