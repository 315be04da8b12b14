import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { DragomanError } from '../../article/errors.ts'
import { failure, type Run } from './process.ts'

/**
 * The engine: HTML of one `<p id="sN">` a segment → the same in the other language. It runs the same programs
 * as `apertium -f html -u MODE`, but not through that script, because of one of them: the hidden Markov
 * tagger. When apertium-tagger meets an ambiguity class that it was not trained on, it may overwrite its open
 * class with a smaller one, for good (tagger_utils::find_similar_ambiguity_class assigns through a reference,
 * 3.8.3): every later sentence of the process with an unknown word may come out differently. Measured on
 * 1,997 news sentences, English to Spanish: 27 such events, 12 % of sentences changed. No frame and no
 * null-flush prevents it; only a fresh tagger does. All other programs gave each sentence in a batch the very
 * bytes that it gets alone. So the taggers are split, the rest runs in bulk.
 */
export interface Installation {
  /** The `apertium` script itself. */
  readonly command: string
  /** Folder of the programs. */
  readonly programs: string
  readonly modesFolder: string
  readonly modes: ReadonlySet<string>
}

export const INSTALL = 'apt-get install apertium apertium-eng-spa apertium-eng-cat'

/** @throws DragomanError PROVIDER_UNAVAILABLE */
export function findInstallation(command: string): Installation {
  const found = findProgram(command)
  if (found === undefined) throw missing(`The program “${command}” is not installed.`)
  const programs = dirname(found)
  const shared = process.env['APERTIUM_DATADIR'] ?? join(programs, '..', 'share', 'apertium')
  const modesFolder = join(shared, 'modes')
  return { command: found, programs, modesFolder, modes: listModes(modesFolder) }
}

function findProgram(command: string): string | undefined {
  const places = command.includes('/')
    ? [resolve(command)]
    : (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, command))
  return places.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function listModes(folder: string): Set<string> {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.mode'))
    return new Set(files.map((name) => name.slice(0, -'.mode'.length)))
  } catch (cause) {
    throw missing(`Apertium has no language pairs in ${folder}.`, cause)
  }
}

const missing = (message: string, cause?: unknown) =>
  new DragomanError('PROVIDER_UNAVAILABLE', message, {
    fix: `Install it: ${INSTALL}. Or name the program in "command" of this provider.`,
    cause,
  })

/** A mode's programs, cut around its hidden Markov tagger when it has one. */
export interface Pipeline {
  readonly before: string
  readonly tagger: string | undefined
  readonly after: string
}

/** Reads a mode with the programs added that carry word-bound blanks around the tagger, as `apertium` does. */
export async function readPipeline({ modesFolder }: Installation, mode: string, run: Run): Promise<Pipeline> {
  const { stdout } = await run('apertium-wblank-mode', [join(modesFolder, `${mode}.mode`)], '')
  const steps = stdout
    .trim()
    .split(' | ')
    .map((step) => step.replaceAll('$1', '-n').replaceAll(' $2', ''))
  if (steps.length < 2) throw failure('unavailable', `the mode ${mode} is no pipeline`)
  const at = steps.findIndex((step) => HIDDEN_MARKOV.test(step))
  if (at === -1) return { before: steps.join(' | '), tagger: undefined, after: '' }
  return {
    before: steps.slice(0, at).join(' | '),
    tagger: steps[at]!,
    after: steps.slice(at + 1).join(' | '),
  }
}

/** `-g` alone: with x it is a perceptron, with u or w another tagger, and those keep no state. */
const HIDDEN_MARKOV = /^apertium-tagger -g /

/** Analysed, tagged, transferred and generated text, in Apertium's stream format on both sides. */
export async function translateStream(stream: string, pipeline: Pipeline, run: Run): Promise<string> {
  const analysed = await runSteps(pipeline.before, stream, run)
  if (pipeline.tagger === undefined) return analysed.stdout
  const tagged = await tagApart(cutAtFrames(analysed.stdout), pipeline.tagger, run)
  return (await runSteps(pipeline.after, tagged, run)).stdout
}

/** Mode files are shell pipelines, and `apertium` hands them to bash as well. Nothing of ours is in the words. */
const runSteps = (steps: string, input: string, run: Run) =>
  run('bash', ['-o', 'pipefail', '-c', steps], input)

/** Pieces that join to the stream; each ends with the blank that opens the next segment. */
function cutAtFrames(stream: string): string[] {
  return stream.split(/(?<=<p id="s\d{1,9}">\])/)
}

/** Taggers at once: they live for some 8 ms each. */
const TAGGERS = 2

/**
 * Each piece as a tagger of its own would give it. With `-d` a tagger names the words it was not trained for,
 * so the pieces without any of them can share one; a complaint that cannot be read sends every piece alone.
 */
async function tagApart(pieces: readonly string[], tagger: string, run: Run): Promise<string> {
  const all = await runSteps(tagger.replace(' -g ', ' -g -d '), pieces.join(''), run)
  const isSuspect = suspects(all.stderr)
  const alone = [...pieces.keys()].filter((at) => isSuspect(pieces[at]!))
  if (alone.length === 0) return all.stdout

  const tagged = new Map<number, string>()
  const together = [...pieces.keys()].filter((at) => !isSuspect(pieces[at]!))
  const joined = await runSteps(tagger, together.map((at) => pieces[at]).join(''), run)
  const parts = cutAtFrames(joined.stdout)
  if (together.length > 0 && parts.length !== together.length)
    throw failure('invalid', 'the tagger lost a segment')
  for (const [nth, at] of together.entries()) tagged.set(at, parts[nth]!)

  const queue = alone.values()
  const work = async () => {
    for (const at of queue) tagged.set(at, (await runSteps(tagger, pieces[at]!, run)).stdout)
  }
  await Promise.all(Array.from({ length: TAGGERS }, work))
  return [...pieces.keys()].map((at) => tagged.get(at)).join('')
}

function suspects(complaints: string): (piece: string) => boolean {
  if (complaints.trim() === '') return () => false
  const words = new Set([...complaints.matchAll(/^Word '(.*)'\.$/gm)].map((match) => match[1]!))
  if (words.size === 0 || words.has('')) return () => true
  const marks = [...words].map((word) => `^${word}/`)
  return (piece) => marks.some((mark) => piece.includes(mark))
}
