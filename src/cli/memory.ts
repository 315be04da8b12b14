import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import { CONFIG, examplesText, JSON_OUTPUT, LOCALES } from './shared-options.ts'

/** The commands of `dragoman memory`. @param done told the exit code of the one that was called */
export function memoryCommands(program: Command, done: (exitCode: ExitCode) => void): void {
  const memory = program
    .command('memory')
    .description('What was translated before: looked into, counted, verified, rebuilt, cleared.')
  const command = (usage: string, description: string, examples: readonly string[]) =>
    memory
      .command(usage)
      .description(description)
      .addHelpText('after', examplesText(examples))
      .option(...CONFIG)
      .option(...JSON_OUTPUT)
      .option(...LOCALES)

  command(
    'search <words>',
    'The concordance: where these words were translated, and how; people’s texts before machines’.',
    [
      'dragoman memory search "night train" --locale es   # both words, in any order',
      `dragoman memory search '"night train"' --in source   # as they follow each other`,
      'dragoman memory search tren --in target --json',
      'dragoman memory search --similar "The council met on Tuesday."   # sentences like it, 75 % and more',
    ],
  )
    .option('--in <side>', 'look in source, target or both', 'both')
    .option('--similar', 'take the words for a sentence of the source, and find those that are like it')
    .option('--limit <n>', 'so many from each locale', '20')
    .action(async (words, options) =>
      done(await (await import('./memory-search.ts')).memorySearch(words, options)),
    )

  command('stats', 'What each memory holds: texts by who wrote them, since when, how large it is.', [
    'dragoman memory stats',
    'dragoman memory stats --locale es --json',
  ]).action(async (options) => done(await (await import('./memory-stats.ts')).memoryStats(options)))

  command(
    'verify',
    'Looks at every text and every database, and for every person’s text in the locale files; exit 2 if anything is amiss.',
    ['dragoman memory verify'],
  ).action(async (options) => done(await (await import('./memory-verify.ts')).memoryVerify(options)))

  command(
    'rebuild',
    'Takes into memory what the locale files hold and it does not; buys nothing, and removes nothing.',
    ['dragoman memory rebuild', 'dragoman memory rebuild --locale es'],
  ).action(async (options) => done(await (await import('./memory-rebuild.ts')).memoryRebuild(options)))

  command(
    'prune',
    'Says what would be removed of what is kept; with --yes it is. A name or a text is erased wherever it stands.',
    [
      'dragoman memory prune --orphans --older-than 90   # machines’ texts that no locale file uses; bought again if wanted again',
      'dragoman memory prune --withdrawn --yes           # locale files of deleted articles',
      'dragoman memory prune --person "Ana Ruiz" --yes   # memory, metas, histories, reports, kept files; her words stay',
      'dragoman memory prune --text "+34 555 0199" --yes',
    ],
  )
    .option(
      '--older-than <days>',
      'machines’ texts older than that; with --orphans only those of them that are unused',
    )
    .option('--orphans', 'machines’ texts that no locale file uses')
    .option('--withdrawn', 'locale files of articles that a run has withdrawn since they were deleted')
    .option('--person <name>', 'this name, everywhere')
    .option(
      '--text <text>',
      'all texts that hold these words, but those that are published today, which are named',
    )
    .option('--yes', 'do it; without, it is only said')
    .action(async (options) => done(await (await import('./memory-prune.ts')).memoryPrune(options)))
}
