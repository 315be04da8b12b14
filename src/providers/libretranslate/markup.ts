/**
 * LibreTranslate decodes the references of an html reply before it sends it: `4 &lt; 7` comes back as `4 < 7`, and a
 * `&lt;b&gt;` of the article as a tag. Put right here: what is one of the tags that were sent is markup, and
 * all else is text.
 * @see https://github.com/LibreTranslate/LibreTranslate/pull/204
 */
export function htmlAgain(reply: string, sent: string): string {
  const known = new Set([...sent.matchAll(TAG)].map(markOf))
  let html = ''
  let from = 0
  for (const match of reply.matchAll(TAG)) {
    const [tag] = match
    html += escaped(reply.slice(from, match.index)) + (known.has(markOf(match)) ? tag : escaped(tag))
    from = match.index + tag.length
  }
  return html + escaped(reply.slice(from))
}

/** Ends at the next `<` at the latest, so that no stretch is read twice. */
const TAG = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>/gi

/** A tag as it can be told again: its engine rewrites quotes and slashes, not names and ids. */
function markOf([, slash, name = '', attributes = '']: RegExpExecArray): string {
  const id = slash ? '' : (ID.exec(attributes)?.[1] ?? '')
  return `${slash}${name.toLowerCase()} ${id}`
}

const ID = /(?:^|\s)id\s*=\s*["']?(\d+)/i

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
