import { parseFragment } from 'parse5'

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Quotes stay: written as references they would hide from Apertium's rules. */
export const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (sign) => SIGNS[sign]!)

const REFERENCE = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/g

/** Once: `&amp;lt;` is `&lt;`. Apertium's own decoder garbles whatever is not ASCII, so nothing is left to it. */
export const decodeHtml = (html: string): string =>
  html.replace(REFERENCE, (reference) => {
    const [node] = parseFragment(reference).childNodes
    return node !== undefined && 'value' in node ? node.value : reference
  })
