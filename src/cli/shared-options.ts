/** Options that many commands have. */
export const CONFIG = ['--config <file>', 'configuration file', 'dragoman.config.json'] as const
export const JSON_OUTPUT = ['--json', 'machine-readable result on stdout'] as const
export const LOCALES = [
  '--locale <tag...>',
  'only these of the configured targets, as in “es ca”; after any file',
] as const

/** What stands at the end of a command's help. */
export const examplesText = (examples: readonly string[]): string =>
  `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`
