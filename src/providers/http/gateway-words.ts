import { decodeHTML } from 'entities'
import { z } from 'zod'

/**
 * What a gateway or proxy before a service says when it refuses in the service's place: a page of HTML, plain words, or
 * JSON of another shape than the service's own. It may be all that tells a wrong key from a blocked address. Empty when
 * nothing in the body reads as words.
 */
export function gatewayWords(body: unknown): string {
  if (typeof body === 'string') return body.trimStart().startsWith('<') ? textOf(body) : body
  return Shapes.parse(body)
}

/** Of a page that says more, this is the beginning; a message repeats less of it. */
const PAGE_AT_MOST = 20_000

/** What a reader of the page sees; its title where that is all there is. */
function textOf(html: string): string {
  const page = html.slice(0, PAGE_AT_MOST).replace(/<(script|style)\b[^<>]*>[^<]*/gi, ' ')
  const [title] = /<title[^<>]*>[^<]*/i.exec(page) ?? ['']
  return visible(page.replace(title, ' ')) || visible(title)
}

const visible = (html: string): string =>
  decodeHTML(html.replace(/<[^<>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

const words = z.string().min(1)

/** From the most usual to the least. */
const Shapes = z
  .union([
    words,
    z.object({ message: words }).transform(({ message }) => message),
    z.object({ Message: words }).transform(({ Message }) => Message),
    z.object({ error: z.object({ message: words }) }).transform(({ error }) => error.message),
    z.object({ error_description: words }).transform((body) => body.error_description),
    z.object({ error: words }).transform(({ error }) => error),
    z.object({ detail: words }).transform(({ detail }) => detail),
    z.object({ title: words }).transform(({ title }) => title),
    z.object({ fault: z.object({ faultstring: words }) }).transform(({ fault }) => fault.faultstring),
    z
      .object({ errors: z.tuple([z.object({ message: words })], z.unknown()) })
      .transform(({ errors }) => errors[0].message),
  ])
  .catch('')
