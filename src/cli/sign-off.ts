import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import { humanKey } from '../memory/memory-key.ts'
import { deskOf, type Night } from '../pipeline/open.ts'
import type { ReadArticle } from '../pipeline/read.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import { saveDecided } from '../review/save.ts'
import { signedBy, unsigned } from '../review/signing/sign.ts'
import { findArticles } from '../sources/folder.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { isOf, knownArticle } from './known-article.ts'
import { openToLook } from './night.ts'
import { printJson, tell } from './output.ts'
import { counted } from './table.ts'
import { chooseTargets } from './targets.ts'

export interface SignOffOptions {
  readonly config: string
  readonly json?: boolean
  readonly locale: string
  readonly by?: string
  readonly undo?: boolean
}

/** `dragoman sign-off`: a person answers for an edition as it stands in its locale file; the next run publishes it so. */
export async function signOff(named: string, options: SignOffOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const by = personOf(options)
  const [locale = ''] = chooseTargets(project, [options.locale])
  if (deskOf(project.config) === undefined && !options.undo) throw nobodyToName(project)
  const night = await openToLook(project, { onTrouble: tell })
  try {
    const id = await knownArticle(named, project, night.ports.publish.editions)
    const signing = {
      project,
      night,
      article: await readNow(id, project, night),
      locale,
      by,
      json: options.json,
    }
    return options.undo ? await undo(signing) : await sign(signing)
  } finally {
    await night.close()
  }
}

interface Signing {
  readonly project: Project
  readonly night: Night
  readonly article: ReadArticle
  readonly locale: string
  readonly by: string
  readonly json: boolean | undefined
}

async function sign(signing: Signing): Promise<ExitCode> {
  const { night, article, locale, by, json } = signing
  const { publish, translate } = night.ports
  const at = publish.now()
  const options = { locale, severities: publish.severities, glossary: translate.glossary(locale) }
  const { signed, readiness } = await saveDecided(
    article,
    locale,
    (file) => signedBy(article, file, options, { name: by, at }),
    { name: by, at },
    night.saving,
  )
  const { obstacles, unopened, untouched } = readiness
  const disputed = await disputedKeys(signing)
  if (json)
    printJson({
      article: article.id,
      locale,
      ...(signed
        ? { signedOff: { by: signed.by, date: signed.date, hash: signed.hash } }
        : { signedOff: null }),
      refused: obstacles,
      unopened,
      untouched,
      disputed,
    })
  if (signed === undefined) {
    tell(
      `${article.id} (${locale}) cannot be signed off: ${counted(obstacles.length, 'text')} to be seen to first.`,
    )
    for (const { key, message } of obstacles) tell(`  ${key}: ${message}`)
    return EXIT.incomplete
  }
  tell(
    `${by} answers for ${article.id} (${locale}). The next run publishes it as reviewed by ${deskOf(signing.project.config)}.`,
  )
  if (unopened.length > 0)
    tell(`  Nobody has approved or edited ${counted(unopened.length, 'text')} here: ${unopened.join(', ')}`)
  for (const key of disputed)
    tell(`  ${key}: people have written different words for this sentence elsewhere.`)
  const { untouchedLimit } = signing.project.config.review
  if (untouchedLimit !== undefined && untouched > untouchedLimit)
    tell(
      `  ${percent(untouched)} of its words only a machine has touched; ${percent(untouchedLimit)} is the limit.`,
    )
  return EXIT.done
}

async function undo({ night, article, locale, json, by }: Signing): Promise<ExitCode> {
  const person = { name: by, at: night.ports.publish.now() }
  const decideOn = (file: LocaleFile) => unsigned(file, person)
  const { before } = await saveDecided(article, locale, decideOn, person, night.saving)
  if (json) printJson({ article: article.id, locale, signedOff: null, changed: before !== undefined })
  tell(
    before === undefined
      ? `${article.id} (${locale}) was not signed off; nothing has changed.`
      : `${by} has taken back that ${before.by} signed off ${article.id} (${locale}). The next run brings the label back.`,
  )
  return EXIT.done
}

/** Sentences for which people have written different words in other articles. */
async function disputedKeys({ night, article, locale }: Signing): Promise<string[]> {
  const keys = new Map(article.segments.map(({ key, notation }) => [humanKey(article.locale, notation), key]))
  const { disputed } = await night.ports.memory.of(locale).recallHuman([...keys.keys()])
  return [...disputed.keys()].flatMap((key) => keys.get(key) ?? [])
}

function personOf({ by, undo: isUndo = false }: SignOffOptions): string {
  const name = (by ?? process.env['DRAGOMAN_EDITOR'] ?? '').trim()
  if (name !== '') return name
  throw new DragomanError('USAGE', 'A name is missing.', {
    place: '--by',
    fix: `Say who ${isUndo ? 'takes it back' : 'answers for it'}: --by "Ada Lund", or DRAGOMAN_EDITOR in the environment.`,
  })
}

const nobodyToName = ({ file }: Project) =>
  new DragomanError('CONFIG_INVALID', 'Readers cannot be told who has reviewed an edition.', {
    place: `${file}: publish.site`,
    fix: 'Name the site or its publisher: "publish": { "site": { "name": "The Lorvik Courier" } }.',
  })

/** @throws DragomanError USAGE where it is gone; as reading it does */
async function readNow(id: string, project: Project, { ports }: Night): Promise<ReadArticle> {
  for (const found of findArticles(project)) {
    if (!isOf(found.path, id)) continue
    if (found.kind === 'refused') throw found.error
    return ports.shelf.read(found)
  }
  throw new DragomanError('USAGE', `${id} is gone from the articles folder: there is nothing to sign off.`, {
    place: 'ARTICLE',
    fix: 'Bring the article back first.',
  })
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
