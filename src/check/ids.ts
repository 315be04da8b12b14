/** What the checks are called, in the order in which they run: configuration and locale files know them by it. */
export const CHECK_IDS = [
  'codes',
  'empty',
  'literals',
  'glossary',
  'numbers',
  'loop',
  'language',
  'script',
  'identical',
  'length',
  'length-warn',
  'numbers-warn',
  'quotes',
  'end-mark',
  'question',
  'brackets',
  'repeated-word',
  'negation',
  'names',
] as const

export type CheckId = (typeof CHECK_IDS)[number]
