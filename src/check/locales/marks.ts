/** Marks that end sentences, by what they say, over all scripts. A danda is a full stop. */
export type EndMark = 'statement' | 'question' | 'exclamation' | 'colon' | 'trailing'

const MARKS: Readonly<Record<EndMark, string>> = {
  statement: '.。．｡։۔।॥።၊။។᠃',
  question: '?？؟՞;፧‽⁇⁈',
  exclamation: '!！՜¡⁉',
  colon: ':：',
  trailing: '…‥',
}

const endMarks = new Map<string, EndMark>()
for (const [mark, signs] of Object.entries(MARKS))
  for (const sign of signs) endMarks.set(sign, mark as EndMark)

/** A semicolon asks only in Greek, where it looks like one. */
export function endMarkOf(sign: string, language: string): EndMark | undefined {
  if (sign === ';') return language === 'el' ? 'question' : undefined
  return endMarks.get(sign === '\u037E' ? ';' : sign)
}

/** Languages that end sentences with a space, or may. */
export const endsUnmarked = new Set(['th', 'lo', 'km', 'my'])

/** Languages that open a question or an exclamation with a mark of its own. */
export const opensQuestions = new Set(['es', 'gl', 'ast'])

/** Double quotation marks of all scripts. Single ones look like apostrophes and are left alone. */
export const QUOTES = /["“”„‟«»「」『』《》〈〉〝〞＂]/g

/** Each bracket under the sign of its ASCII form. */
export const BRACKETS: Readonly<Record<string, string>> = {
  '(': '(',
  ')': ')',
  '（': '(',
  '）': ')',
  '[': '[',
  ']': ']',
  '［': '[',
  '］': ']',
  '{': '{',
  '}': '}',
}
