/** What of a unit is ours, in `<prop>`; the standard asks for types of one’s own to begin with `x-`. */
export const PROPS = {
  article: 'x-dragoman-article',
  key: 'x-dragoman-key',
  state: 'x-dragoman-state',
  exported: 'x-dragoman-exported',
} as const
