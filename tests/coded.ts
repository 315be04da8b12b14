import fc from 'fast-check'
import { type Code, type Content, MARKER } from '../src/article/content.ts'

/** Codes that a target may leave out or repeat, as the formats read them. */
const FREE = new Set(['b', 'i', 'em', 'strong'])

/**
 * Content written in notation: `See <a1>the list</a1>.<br2/>`. `bytes` tells apart codes of the same notation,
 * such as links with different addresses.
 */
export function coded(notation: string, bytes = ''): Content {
  const codes: Code[] = []
  const text = notation.replace(
    /<(\/?)([a-z]+)(\d+)(\/?)>/g,
    (_, closes: string, name: string, id: string, alone: string) => {
      codes.push(code(alone ? 'alone' : closes ? 'close' : 'open', name, Number(id), bytes))
      return MARKER
    },
  )
  return { text, codes }
}

export function code(kind: Code['kind'], name: string, id: number, bytes = ''): Code {
  const free = FREE.has(name)
  const raw = kind === 'close' ? `</${name}>` : `<${name} data-n="${id}${bytes}">`
  return { kind, id, name, raw, canDelete: free, canCopy: free }
}

export const markersOf = (content: Content): number => content.text.split(MARKER).length - 1

/** Text in which look-alikes of our notation are likely. */
export const trickyText = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom('\\', '<', '>', '/', 'a', 'br', '1', '2', ' ', '&', 'é', '語'),
      },
      { weight: 2, arbitrary: fc.constantFrom('<a1>', '</a1>', '<br2/>', '\\<a1>', '<A1>', '<a>', '<1>') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').replaceAll(MARKER, ''))

type Step = { readonly text: string } | { readonly put: 'open' | 'close' | 'alone'; readonly name: string }

/** Well-nested content, ids from 1 in order of appearance, as segments have it. */
export const someContent = (text: fc.Arbitrary<string> = trickyText): fc.Arbitrary<Content> =>
  fc
    .array(
      fc.oneof(
        text.map((text): Step => ({ text })),
        fc.record({
          put: fc.constantFrom('open', 'close', 'alone'),
          name: fc.constantFrom('a', 'b', 'i', 'br', 'img', 'x'),
        }),
      ),
      { maxLength: 14 },
    )
    .map((steps) => {
      let out = ''
      const codes: Code[] = []
      const open: Code[] = []
      const close = ({ name, id }: Code) => {
        out += MARKER
        codes.push(code('close', name, id))
      }
      let next = 1
      for (const step of steps) {
        if ('text' in step) out += step.text
        else if (step.put === 'close') {
          const opened = open.pop()
          if (opened !== undefined) close(opened)
        } else {
          const added = code(step.put, step.name, next++)
          if (step.put === 'open') open.push(added)
          codes.push(added)
          out += MARKER
        }
      }
      for (const opened of open.toReversed()) close(opened)
      return { text: out, codes }
    })
