/**
 * What stays as it is in every language: placeholders ({{name}}, ${name}, {0}, %s, %1$d, %(name)s), addresses,
 * e-mail addresses, @handles, #tags. No quantifier is unbounded, so that no text takes long.
 */
const PLACEHOLDERS = [
  /\{\{[^{}]{1,100}\}\}|\$\{[^{}]{1,100}\}|\{[\w.-]{1,40}\}/u,
  /(?<![\d%])%(?:\d{1,2}\$|\(\w{1,40}\))?[-+0#]{0,3}\d{0,3}(?:\.\d{1,3})?[sdfiuxXc@](?![A-Za-z])/u,
]
const FORMS = [
  ...PLACEHOLDERS,
  /(?:(?:https?|ftp):\/\/|\bwww\.)[^\s<>"“”«»]{0,2000}[^\s<>"“”«».,;:!?'’)\]}…]/u,
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/u,
  /(?<![\w@#&/])[@#][\p{L}_][\p{L}\p{N}_]{0,80}/u,
]

/** Pattern sources for flags `u`; they capture nothing. */
export const PLACEHOLDER = PLACEHOLDERS.map(({ source }) => source).join('|')
export const LITERAL = FORMS.map(({ source }) => source).join('|')
