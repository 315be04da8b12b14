import { DragomanError } from '../article/errors.ts'
import type { Format } from './format.ts'
import { html } from './html/html.ts'
import { markdown } from './markdown/markdown.ts'
import { ninjs } from './ninjs/ninjs.ts'
import { plainText } from './plain-text/plain-text.ts'

/** Every format we read, in the order they are asked. */
const formats: readonly Format[] = [markdown, html, ninjs, plainText]

/** @throws DragomanError FORMAT_UNKNOWN */
export function formatOf(path: string, source: string): Format {
  const ending = /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? ''
  const candidates = formats.filter((format) => format.extensions.includes(ending))
  const format = candidates.find((candidate) => candidate.recognises?.(source) ?? true)
  if (format !== undefined) return format
  const why =
    candidates.length > 0
      ? `its content is not ${candidates.map((f) => f.id).join(' or ')}`
      : `no format reads “${ending}” files`
  throw new DragomanError('FORMAT_UNKNOWN', `This is no article that we can read: ${why}.`, {
    place: path,
    fix: `Move it out of the articles folder, or save it as one of ${formats.flatMap((f) => f.extensions).join(' ')}.`,
  })
}

/** @throws DragomanError FORMAT_UNKNOWN */
export function formatNamed(id: string): Format {
  const format = formats.find((candidate) => candidate.id === id)
  if (format !== undefined) return format
  throw new DragomanError('FORMAT_UNKNOWN', `There is no format “${id}”.`, {
    fix: `Use one of: ${formats.map((f) => f.id).join(', ')}.`,
  })
}
