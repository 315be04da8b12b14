import { Command, CommanderError } from 'commander'
import { DragomanError } from '../article/errors.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import { memoryCommands } from './memory.ts'
import { explain, outliveReaders, tell } from './output.ts'
import { CONFIG, examplesText, JSON_OUTPUT, LOCALES } from './shared-options.ts'
import { version } from './version.ts'

/** The command line: each command in its own file, loaded when it is called. Returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  outliveReaders()
  let exitCode: number = EXIT.done
  const program = commands((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    if (!(error instanceof DragomanError)) throw error
    tell(explain(error))
    return exitCodeOf(error)
  }
}

const BY = ['--by <name>', 'who does it; by default DRAGOMAN_EDITOR of the environment'] as const

const FIRST_STEPS = `
First steps:
  $ dragoman init         # writes a configuration, from a few questions
  $ dragoman doctor       # what is missing, and how to mend it
  $ dragoman estimate     # what a run would send and cost
  $ dragoman run
  $ dragoman run --help   # options and examples, as for each command

Exit codes: 0 all done; 1 usage or configuration; 2 finished, but articles were withheld or failed;
3 stopped early (budget, quota, signal), a later run finishes.`

function commands(done: (exitCode: number) => void): Command {
  const program = new Command('dragoman')
    .description('Translates a newsroom’s articles by machine, and keeps people in charge of the result.')
    .version(version())
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .addHelpText('after', FIRST_STEPS)
  const command = (usage: string, description: string, examples: readonly string[]) =>
    program.command(usage).description(description).addHelpText('after', examplesText(examples))

  command('init', 'Writes a first configuration: asks on a terminal, takes options elsewhere.', [
    'dragoman init',
    'dragoman init --target es ca --provider apertium',
    'dragoman init --articles content --target es pt-BR --provider google --project my-project',
    'dragoman init --target de --provider openai --model llama3 --endpoint http://127.0.0.1:11434/v1',
  ])
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option('--articles <folder>', 'folder of the articles; by default the likeliest that is found')
    .option('--source-locale <tag>', 'their language; by default what they say or are in')
    .option('--target <tag...>', 'languages to translate into')
    .option(
      '--provider <kind>',
      'who translates: google, deepl, azure, amazon, openai, libretranslate, apertium or pseudo; never chosen by itself',
    )
    .option('--project <id>', 'Google Cloud project')
    .option('--region <name>', 'region of Azure or Amazon')
    .option('--endpoint <url>', 'address of a server, for libretranslate and openai among others')
    .option('--model <name>', 'model, for openai among others')
    .option('--api-key <env:NAME>', 'name of the environment variable that holds the key')
    .option('--yes', 'ask nothing: take what is suggested')
    .option('--force', 'write over a configuration that is there')
    .action(async (options) => done(await (await import('./init.ts')).init(options)))

  command(
    'run [files...]',
    'Translates what has changed, in all articles or in these files, into every target.',
    [
      'dragoman run',
      'dragoman run articles/world/flood.md --locale es ca',
      'dragoman run articles/live/election.md --watch   # a live story: again on every save',
      'dragoman run articles/live/election.md   # while a run is under way: goes ahead of it, within its quota',
      'dragoman run --frozen --json   # a gate: exit 2 if anything would have to be bought',
      'dragoman run --retry   # after a provider has mended its ways: asks again for what failed its checks',
    ],
  )
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option(...LOCALES)
    .option('--dry-run', 'say what would be done and sent; write and send nothing')
    .option('--frozen', 'buy nothing; exit 2 if anything would have to be bought')
    .option('--force', 'make every edition again, also unchanged ones (nothing is bought twice)')
    .option(
      '--confirm-withdrawals',
      'however many articles are gone, they were deleted: withdraw their editions',
    )
    .option('--retry', 'ask again for texts that failed their checks in earlier runs')
    .option(
      '--watch',
      'then stay, and translate again what is saved, until stopped; with --json a line a round',
    )
    .action(async (files, options) =>
      done(
        options.watch
          ? await (await import('./watch.ts')).watch(files, options)
          : await (await import('./run.ts')).run(files, options),
      ),
    )

  command(
    'withdraw <article>',
    'Takes down one edition, or all of an article, until undone (legal, safety).',
    [
      'dragoman withdraw world/flood --by "Ada Lund"   # in every locale, those to come included',
      'dragoman withdraw articles/world/flood.md --locale es --by "Ada Lund"',
      'dragoman withdraw world/flood --undo --by "Ada Lund"',
    ],
  )
    .requiredOption('--by <name>', 'the person who decides it')
    .option('--undo', 'allow it again; the next run publishes it, and buys nothing for it')
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option(...LOCALES)
    .action(async (article, options) =>
      done(await (await import('./withdraw.ts')).withdraw(article, options)),
    )

  command(
    'review [articles...]',
    'What waits for an editor, most urgent first; of named articles their segments, side by side.',
    [
      'dragoman review   # in the morning',
      'dragoman review world/flood --locale es',
      'dragoman review --locale es --state rejected --json',
    ],
  )
    .option('--state <state>', 'only machine, edited, approved, rejected or stale ones')
    .option('--similar', 'beside each open segment, what was written for sentences like it')
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option(...LOCALES)
    .action(async (articles, options) => done(await (await import('./review.ts')).review(articles, options)))

  for (const [decision, description, examples] of [
    [
      'approve',
      'A named person says yes to the words of an edition, or of some segments.',
      [
        'dragoman approve world/flood --locale es --by "Ana Ruiz"',
        'dragoman approve articles/world/flood.md --locale es --by "Ana Ruiz" --key headline.5f2a9c0d1b7e',
      ],
    ],
    [
      'unapprove',
      'Takes approvals back: of all segments of an edition, or of some.',
      ['dragoman unapprove world/flood --locale es --by "Ana Ruiz" --key headline.5f2a9c0d1b7e'],
    ],
    [
      'reject',
      'A named person says no to the words of segments: the paragraph shows the original until there are others.',
      ['dragoman reject world/flood --locale es --by "Ana Ruiz" --key headline.5f2a9c0d1b7e'],
    ],
  ] as const)
    command(`${decision} <article>`, description, examples)
      .option('--locale <tag>', 'of which edition; may be left out where there is one target')
      .option(...BY)
      .option('--key <key...>', 'only these segments, as the locale file and “dragoman review” name them')
      .option(...CONFIG)
      .option(...JSON_OUTPUT)
      .action(async (article, options) =>
        done(await (await import('./decide.ts')).decideOn(decision, article, options)),
      )

  command(
    'history <article>',
    'What people did to an edition: who, when, which words; and brings words back.',
    [
      'dragoman history world/flood --locale es',
      'dragoman history world/flood --locale es --key headline.5f2a9c0d1b7e --json',
      'dragoman history world/flood --locale es --restore 3 --by "Ana Ruiz"   # the words as they were after entry 3',
      'dragoman history world/flood --locale es --restore 3 --before --by "Ana Ruiz"   # those that entry 3 replaced',
    ],
  )
    .option('--locale <tag>', 'of which edition; may be left out where there is one target')
    .option('--key <key...>', 'only of these segments')
    .option('--restore <n>', 'put the words of this entry in their place again: a new act, with a name')
    .option('--before', 'with --restore: the words that this entry replaced')
    .option(...BY)
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .action(async (article, options) => done(await (await import('./history.ts')).history(article, options)))

  command(
    'sign-off <article>',
    'A person answers for a whole edition: from the next run on it is published as reviewed.',
    [
      'dragoman sign-off world/flood --locale es --by "Ada Lund"',
      'dragoman sign-off articles/world/flood.md --locale es --by "Ada Lund" --undo',
    ],
  )
    .requiredOption('--locale <tag>', 'the edition, by its language')
    .option(...BY)
    .option('--undo', 'take it back: the next run brings the label back')
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .action(async (article, options) => done(await (await import('./sign-off.ts')).signOff(article, options)))

  command('estimate', 'What a run would send and cost, by provider and locale; sends nothing.', [
    'dragoman estimate --json',
  ])
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option(...LOCALES)
    .action(async (options) => done(await (await import('./estimate.ts')).estimate(options)))

  command('cost', 'What was sent and what it cost, from the ledger: by day and provider, or as asked.', [
    'dragoman cost --since 2026-11-01',
    'dragoman cost --by locale article --json',
  ])
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option('--by <column...>', 'day, provider, locale, article: one or several')
    .option('--since <day>', 'from this local day on, such as 2026-11-22')
    .action(async (options) => done(await (await import('./cost.ts')).cost(options)))

  command(
    'status [article]',
    'How each article stands in each locale, counted, and what was sent today; or what holds this one back.',
    ['dragoman status', 'dragoman status world/flood', 'dragoman status articles/world/flood.md --json'],
  )
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .action(async (article, options) =>
      done(
        article === undefined
          ? await (await import('./status.ts')).status(options)
          : await (await import('./status-article.ts')).statusOfArticle(article, options),
      ),
    )

  command('report', 'What the last run did, what it left, and what to do; of the last thirty runs.', [
    'dragoman report',
    'dragoman report --last 7 --json',
  ])
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option('--last <n>', 'so many runs, newest first; with --json an array')
    .action(async (options) => done((await import('./report.ts')).report(options)))

  command(
    'check [files...]',
    'Checks the locale files of all articles, or of these files; exit 2 if a check blocks.',
    ['dragoman check', 'dragoman check articles/world/flood.md --locale es --json'],
  )
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option(...LOCALES)
    .action(async (files, options) => done(await (await import('./check.ts')).check(files, options)))

  command(
    'segment [file]',
    'Prints the segments (sentences) of a file or of standard input, a line of JSON each.',
    [
      'dragoman segment articles/world/flood.md --locale en',
      'dragoman segment --format paragraphs --locale de < text.txt',
    ],
  )
    .requiredOption('--locale <tag>', 'language of the text')
    .option('--format <id>', 'markdown, html, ninjs, text, or paragraphs (text alone, parted by blank lines)')
    .option(...JSON_OUTPUT)
    .option(...CONFIG)
    .action(async (file, options) => done((await import('./segment.ts')).segment(file, options)))

  command(
    'translate <file>',
    'Translates one file to stdout (“-”: standard input); what it buys is remembered.',
    [
      'dragoman translate articles/world/flood.md --to es',
      'dragoman translate - --format html --to ca < story.html',
    ],
  )
    .requiredOption('--to <tag>', 'target locale')
    .option('--format <id>', 'markdown, html, ninjs or text; by default from the file name')
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .action(async (file, options) => done(await (await import('./translate.ts')).translate(file, options)))

  command(
    'import <files...>',
    'A person’s words, out of editions or exports that were changed outside; what does not fit is named.',
    [
      'dragoman import flood.xlf --by "Ana Ruiz"   # as export wrote it, and a translator changed it',
      'dragoman import public/es/world/flood.html --by "Ana Ruiz"',
      'dragoman import .dragoman/kept/1f0c9a2b/es/world/flood.html --by "Ana Ruiz"   # as a run has kept it',
      'dragoman import flood-revised.html --locale es --article world/flood --by "Ana Ruiz"',
    ],
  )
    .option('--by <name>', 'whose words they are; by default DRAGOMAN_EDITOR of the environment')
    .option('--locale <tag>', 'with --article: the edition that a file from elsewhere is of')
    .option('--article <article>', 'its path under the articles folder, or its id')
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .action(async (files, options) => done(await (await import('./import.ts')).importFiles(files, options)))

  command(
    'export [articles...]',
    'Sentences with their translations, for outside tools; to stdout, or a file for each article.',
    [
      'dragoman export --to xliff --locale es world/flood > flood.xlf',
      'dragoman export --to xliff --locale es --out for-translators',
      'dragoman export --to tmx --locale es > memory.tmx',
      'dragoman import for-translators/es/world/flood.xlf --by "Ana Ruiz"',
    ],
  )
    .requiredOption('--to <format>', 'xliff, po, tmx or i18next')
    .requiredOption('--locale <tag>', 'the translation')
    .option('--out <folder>', 'a file for each article there, under the locale')
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .action(async (articles, options) =>
      done(await (await import('./export.ts')).exportArticles(articles, options)),
    )

  command(
    'glossary <action>',
    '“glossary check” lists where locale files leave locales/<tag>/glossary.csv.',
    ['dragoman glossary check --locale es'],
  )
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .option(...LOCALES)
    .action(async (action, options) => {
      if (action !== 'check') throw unknownAction(action)
      done(await (await import('./glossary.ts')).glossaryCheck(options))
    })

  memoryCommands(program, done)

  command('doctor', 'What is installed, reachable, configured, and how to mend what is not.', [
    'dragoman doctor',
  ])
    .option(...CONFIG)
    .option(...JSON_OUTPUT)
    .action(async (options) => done(await (await import('./doctor.ts')).doctor(options)))

  return program
}

const unknownAction = (action: string) =>
  new DragomanError('USAGE', `There is no “dragoman glossary ${action}”.`, {
    fix: 'Use dragoman glossary check.',
  })
