import { DragomanError } from '../article/errors.ts'
import { parseJsonWithComments } from '../config/json.ts'
import type { Format } from './format.ts'
import { html } from './html/html.ts'
import { markdown } from './markdown/markdown.ts'
import { ninjs } from './ninjs/ninjs.ts'
import { plainText } from './plain-text/plain-text.ts'
import { ENDINGS, endingOf } from './signs.ts'

/** Every format we read, in the order they are asked. */
const formats: readonly Format[] = [markdown, html, ninjs, plainText]

/** @throws DragomanError FORMAT_UNKNOWN; ARTICLE_INVALID for JSON that is broken, so that nobody can tell what it is */
export function formatOf(path: string, source: string): Format {
  const ending = endingOf(path)
  const candidates = formats.filter((format) => format.extensions.includes(ending))
  const format = candidates.find((candidate) => candidate.recognises?.(source) ?? true)
  if (format !== undefined) return format
  if (ending === '.json') refuseBroken(path, source)
  const why =
    candidates.length > 0
      ? `its content is not ${candidates.map((f) => f.id).join(' or ')}`
      : `no format reads “${ending}” files`
  throw new DragomanError('FORMAT_UNKNOWN', `This is no article that we can read: ${why}.`, {
    place: path,
    fix: `Move it out of the articles folder, or save it as one of ${ENDINGS.join(' ')}.`,
  })
}

function refuseBroken(path: string, source: string): void {
  const parsed = parseJsonWithComments(source)
  if (parsed.ok) return
  throw new DragomanError('ARTICLE_INVALID', `This JSON is broken (${parsed.problem}).`, {
    place: `${path}:${parsed.line}:${parsed.column}`,
    fix: 'Correct it there; or name the file in source.ignore, if it is no article.',
  })
}

/** @throws DragomanError FORMAT_UNKNOWN */
export function formatNamed(id: string): Format {
  const format = formats.find((candidate) => candidate.id === id)
  if (format !== undefined) return format
  throw new DragomanError('FORMAT_UNKNOWN', `There is no format “${id}”.`, {
    place: '--format',
    fix: `Use one of: ${formats.map((f) => f.id).join(', ')}.`,
  })
}
