import { view } from './views.ts'

/** Letters of Latin alphabets and the marks of Western copy; µ is a letter of no alphabet. */
const PLAIN_LATIN = /^[\t\n\r\x20-\x7E\u00A0-\u00B4\u00B6-\u024F\u2010-\u2027€]*$/

/** What most texts are. Then nothing in it is a stray control, a letter of another script or half of a surrogate pair. */
export const isPlainLatin = view(({ whole }) => PLAIN_LATIN.test(whole))
