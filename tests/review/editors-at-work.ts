import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { NO_GLOSSARY } from '../../src/glossary/glossary.ts'
import { openMoved } from '../../src/lifecycle/moved.ts'
import { makeEdition, writeSourceFile } from '../../src/pipeline/edition.ts'
import type { Ports } from '../../src/pipeline/ports.ts'
import type { ReadArticle } from '../../src/pipeline/read.ts'
import { rebuild } from '../../src/pipeline/rebuild.ts'
import { settledAs } from '../../src/publish/current.ts'
import { withoutStyle } from '../../src/review/changed-source.ts'
import {
  isOurs,
  isPersons,
  isSameText,
  LocaleMeta,
  plain,
  type SegmentMeta,
  textHash,
} from '../../src/review/locale-file.ts'
import { routes } from '../../src/translate/routes.ts'
import { newsroom } from '../fakes/newsroom.ts'
import { fakeProvider } from '../fakes/provider.ts'

/**
 * Two articles that share a sentence, the editors of their Spanish locale files, and runs in between. Whatever is done to a file is
 * taken for a person's act: texts that stand there after it and did not before are people's; those that stood there before it and
 * no longer do are what people themselves replaced or deleted.
 */
export type Act =
  | { readonly do: 'edit'; readonly of: Which; readonly nth: number; readonly how: 'well' | 'without codes' }
  | { readonly do: 'empty' | 'remove key' | 'add key'; readonly of: Which; readonly nth: number }
  | { readonly do: 'approve' | 'unapprove' | 'reject'; readonly of: Which; readonly nth: number }
  | { readonly do: 'lay out'; readonly of: Which; readonly as: Layout }
  /** A run comes while it is broken; then it is mended, with another text in it. */
  | { readonly do: 'break'; readonly of: Which; readonly nth: number; readonly how: 'cut off' | 'conflict' }
  | { readonly do: 'delete'; readonly of: Which; readonly what: Files }
  /** As it was so many runs ago. */
  | { readonly do: 'check out'; readonly of: Which; readonly what: Files; readonly back: number }
  | { readonly do: 'source'; readonly of: Which; readonly nth: number; readonly how: SourceChange }
  | { readonly do: 'rename'; readonly of: Which; readonly withFiles: boolean }
  | { readonly do: 'change engine' }
  | { readonly do: 'lose'; readonly what: 'memory' | 'record' }
  /** While a provider's reply to the next run is on its way. */
  | { readonly do: 'edit meanwhile'; readonly of: Which; readonly nth: number }

type Which = 0 | 1
type Layout = 'reversed' | 'sorted' | 'CRLF' | 'BOM' | 'four spaces' | 'escapes' | 'decomposed' | 'spaced'
type Files = 'texts' | 'meta' | 'both'
type SourceChange = 'change' | 'restyle' | 'remove' | 'restore'

interface Sentence {
  readonly write: (day: number, open: string, close: string) => string
  day: number
  isThere: boolean
  isCurly: boolean
}

interface Desk {
  id: string
  readonly sentences: readonly Sentence[]
  readonly layout: (sentences: readonly string[]) => string
  /** What a person last said of a sentence here, by its words. */
  readonly said: Map<string, Said>
  /** What a person said no to here, of which sentence. */
  readonly refused: Map<string, string>
  /** Texts and meta after each run. */
  readonly past: (readonly [string | undefined, string | undefined])[]
}

/** A person's text, or a machine's that a person approved. */
interface Said {
  readonly text: string
  readonly key: string
  readonly isPublishable: boolean
}

const ENGINES = ['una', 'otra', 'tercera']
const isMachines = (text: string) => /^(?:una|otra|tercera):/.test(plain(text))

const sentence = (write: Sentence['write']): Sentence => ({ write, day: 1, isThere: true, isCurly: true })
const CREWS: Sentence['write'] = (day, open, close) => `Crews ${open}stayed${close} ashore on day ${day}.`

const desk = (id: string, sentences: readonly Sentence[], layout: Desk['layout']): Desk => ({
  id,
  sentences,
  layout,
  said: new Map(),
  refused: new Map(),
  past: [],
})

export function editorsAtWork() {
  let engine = 0
  let serial = 0
  let isRecordLost = false
  let meanwhile: (() => void) | undefined
  const providers = ENGINES.map((model) =>
    fakeProvider({
      model,
      answer({ texts }) {
        meanwhile?.()
        meanwhile = undefined
        return { texts: texts.map((text) => `${model}:${text}`) }
      },
    }),
  )
  const room = newsroom({ fingerprint: () => ENGINES[engine]! })
  const ports: Ports = {
    ...room.ports,
    translate: { ...room.ports.translate, routes: routes(async () => [{ provider: providers[engine]! }]) },
  }
  const desks: readonly [Desk, Desk] = [
    desk(
      'ferry',
      [
        sentence((day, open, close) => `The ${open}night${close} boat is ${day} hours late`),
        sentence(CREWS),
        sentence((day, open, close) => `The port said ${day} boats were ${open}stranded${close}.`),
        sentence((day, open, close) => `See [the list](/list) of ${open}boats${close} for day ${day}.`),
        sentence((day, open, close) => `Last ${open}boat${close} at ${day} p.m. today`),
      ],
      ([title, one, two, three, four]) =>
        `---\ntitle: '${title || 'Untitled'}'\n---\n\n${one} ${two}\n\n${three}\n\n- ${four}\n`,
    ),
    desk(
      'council',
      [sentence(CREWS), sentence((day, open, close) => `Mayor Frost called it ${open}day${close} ${day}.`)],
      ([one, two]) => `${one}\n\n${two}\n`,
    ),
  ]
  /** What people wrote or approved and did not take away themselves. */
  const kept = new Set<string>()
  /** Machine's texts that a person put there: without their meta nobody can tell. */
  const chosen = new Set<string>()

  const at = (file: string) => path.join(room.root, file)
  const textsFile = (of: Desk) => at(`locales/es/articles/${of.id}.json`)
  const metaFile = (of: Desk) => at(`locales/es/articles/${of.id}.meta.json`)
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)
  const put = (file: string, text: string | undefined) => {
    mkdirSync(path.dirname(file), { recursive: true })
    if (text === undefined) rmSync(file, { force: true })
    else writeFileSync(file, text)
  }
  const textsOf = (of: Desk): Record<string, string> =>
    JSON.parse((read(textsFile(of)) ?? '{}').replace(/^\uFEFF/, ''))
  const metaOf = (of: Desk): LocaleMeta | undefined => {
    const text = read(metaFile(of))
    return text === undefined ? undefined : LocaleMeta.parse(JSON.parse(text))
  }
  const save = (of: Desk, texts: Record<string, string>) =>
    put(textsFile(of), `${JSON.stringify(texts, null, 2)}\n`)

  const written = (of: Desk) =>
    of.layout(
      of.sentences.map(({ write, day, isThere, isCurly }) =>
        isThere ? write(day, ...((isCurly ? ['“', '”'] : ['"', '"']) as [string, string])) : '',
      ),
    )
  const article = (of: Desk): ReadArticle => room.source(`${of.id}.md`, written(of))
  /** One that stands there now. */
  const segmentAt = (of: Desk, nth: number) => {
    const { segments } = article(of)
    return segments[nth % segments.length]!
  }

  /** Takes down what a person has done to the files of one article. */
  function person(of: Desk, work: () => void): void {
    const before = textsOf(of)
    const retiredBefore = metaOf(of)?.retired ?? {}
    const metaBefore = metaOf(of)
    work()
    const after = textsOf(of)
    const meta = metaOf(of)
    const texts = [...Object.values(after), ...Object.values(meta?.retired ?? {}).map(({ text }) => text)]
    const stands = (text: string) => texts.some((each) => isSameText(each, text))
    for (const text of [...Object.values(before), ...Object.values(retiredBefore).map(({ text }) => text)])
      if (!stands(text)) takeBack(of, text)
    const isMetaSame = JSON.stringify(metaBefore) === JSON.stringify(meta)
    // An older meta knows of no later no.
    const noes = [
      ...(meta?.refused ?? []),
      ...Object.values(meta?.segments ?? {}).filter(({ state }) => state === 'rejected'),
    ].map(({ target }) => target)
    for (const [source, refused] of of.refused)
      if (!noes.includes(textHash(refused))) of.refused.delete(source)
    // Without it nobody knows what the texts translate whose sentences have changed since.
    if (meta === undefined) of.said.clear()
    for (const [key, text] of Object.entries(after)) {
      const isOld = before[key] !== undefined && isSameText(before[key], text)
      const known = meta?.segments[key]
      if (plain(text) === '' || (isOld && isMetaSame)) continue
      // An older copy together with its meta says by itself whose its texts are.
      if (known !== undefined && isOurs(text, known) && !isPersons(key, text, { meta: meta! })) {
        takeBack(of, text)
        continue
      }
      say(of, key, text)
    }
  }

  function say(of: Desk, key: string, text: string): void {
    kept.add(plain(text))
    if (isMachines(text)) chosen.add(plain(text))
    const source = article(of).segments.find((each) => each.key === key)
    if (source === undefined) return
    const isPublishable = source.source.codes.length === 0 || /<a1>.*<\/a1>/.test(text)
    of.said.set(withoutStyle(source.notation), { text, key, isPublishable })
    of.refused.delete(withoutStyle(source.notation))
  }

  function takeBack(of: Desk, text: string): void {
    kept.delete(plain(text))
    for (const [source, said] of of.said) if (isSameText(said.text, text)) of.said.delete(source)
    // Who takes rejected words out of the file asks for the machine's, whichever they are.
    for (const [source, refused] of of.refused) if (isSameText(refused, text)) of.refused.delete(source)
  }

  const words = (isCoded: boolean) =>
    isCoded ? `W${++serial}w <a1>lista</a1> de barcos.` : `W${++serial}w barcos.`

  function mark(of: Desk, nth: number, state: SegmentMeta['state']): void {
    const { key, notation } = segmentAt(of, nth)
    const meta = metaOf(of)
    const known = meta?.segments[key]
    const text = textsOf(of)[key]
    if (meta === undefined || known === undefined || text === undefined || !isOurs(text, known)) return
    const isApproved = known.state === 'approved'
    if (state === 'machine' ? !isApproved : isApproved || known.state === 'rejected') return
    const { via: _, review: __, ...rest } = known
    const next = state === 'machine' && known.origin === 'human' ? 'edited' : state
    const segment: SegmentMeta = {
      ...rest,
      target: textHash(text),
      state: next,
      ...(state !== 'machine' && { review: { by: 'Ada Lund', date: '2026-11-21T09:00:00.000Z' } }),
      sourceText: notation,
    }
    put(
      metaFile(of),
      `${JSON.stringify({ ...meta, segments: { ...meta.segments, [key]: segment } }, null, 2)}\n`,
    )
    if (state === 'approved') {
      kept.add(plain(text))
      of.said.set(withoutStyle(notation), { text, key, isPublishable: true })
    } else if (state === 'rejected' || known.origin === 'machine') takeBack(of, text)
    if (state === 'rejected') of.refused.set(withoutStyle(notation), text)
  }

  async function act(what: Act): Promise<void> {
    switch (what.do) {
      case 'edit': {
        const of = desks[what.of]
        const { key, source } = segmentAt(of, what.nth)
        const isCoded = source.codes.length > 0
        return person(of, () => save(of, { ...textsOf(of), [key]: words(isCoded && what.how === 'well') }))
      }
      case 'empty':
      case 'remove key': {
        const of = desks[what.of]
        const { key } = segmentAt(of, what.nth)
        const { [key]: _, ...others } = textsOf(of)
        return person(of, () => save(of, what.do === 'empty' ? { ...others, [key]: '' } : others))
      }
      case 'add key': {
        const of = desks[what.of]
        return person(of, () => save(of, { ...textsOf(of), [`note.${what.nth}`]: words(false) }))
      }
      case 'approve':
        return mark(desks[what.of], what.nth, 'approved')
      case 'reject':
        return mark(desks[what.of], what.nth, 'rejected')
      case 'unapprove':
        return mark(desks[what.of], what.nth, 'machine')
      case 'lay out': {
        const of = desks[what.of]
        if (read(textsFile(of)) === undefined) return
        return person(of, () => put(textsFile(of), laidOut(textsOf(of), what.as)))
      }
      case 'break':
        return broken(desks[what.of], what.nth, what.how)
      case 'delete':
        return person(desks[what.of], () => restore(desks[what.of], what.what, [undefined, undefined]))
      case 'check out': {
        const of = desks[what.of]
        const copy = of.past.at(-1 - what.back)
        if (copy !== undefined) person(of, () => restore(of, what.what, copy))
        return
      }
      case 'source': {
        const of = desks[what.of]
        const { sentences } = of
        // What meta knows nothing of cannot go along with a source in another style before a run has noted what it translates.
        const { segments = {}, retired = {} } = metaOf(of) ?? {}
        for (const [source, { key }] of of.said)
          if (segments[key] === undefined && retired[key]?.sourceText === undefined) of.said.delete(source)
        const one = sentences[what.nth % sentences.length]!
        if (what.how === 'change') one.day = (one.day % 3) + 1
        else if (what.how === 'restyle') one.isCurly = !one.isCurly
        else one.isThere = what.how === 'restore' || sentences.filter(({ isThere }) => isThere).length < 2
        return
      }
      case 'rename': {
        const of = desks[what.of]
        // By the record alone a run knows that an article has another name.
        if (isRecordLost) return
        const former = { ...of }
        rmSync(at(`articles/${of.id}.md`), { force: true })
        of.id = `${of.id.replace(/-\d+$/, '')}-${++serial}`
        if (what.withFiles && existsSync(textsFile(former))) renameSync(textsFile(former), textsFile(of))
        if (what.withFiles && existsSync(metaFile(former))) renameSync(metaFile(former), metaFile(of))
        // Nobody edits a locale file under a name that no run has given it.
        await edition(of)
        return
      }
      case 'change engine':
        engine = (engine + 1) % ENGINES.length
        return
      case 'lose':
        room.lose(what.what)
        isRecordLost ||= what.what === 'record'
        if (what.what === 'memory') await refill()
        return
      case 'edit meanwhile': {
        const of = desks[what.of]
        const { key, source } = segmentAt(of, what.nth)
        meanwhile = () =>
          person(of, () => save(of, { ...textsOf(of), [key]: words(source.codes.length > 0) }))
        return
      }
      default:
        return what satisfies never
    }
  }

  function restore(of: Desk, what: Files, [texts, meta]: Desk['past'][number]): void {
    if (what !== 'meta') put(textsFile(of), texts)
    if (what !== 'texts') put(metaFile(of), meta)
  }

  async function broken(of: Desk, nth: number, how: 'cut off' | 'conflict'): Promise<void> {
    const good = read(textsFile(of))
    if (good === undefined) return
    const { key, source } = segmentAt(of, nth)
    const bad =
      how === 'cut off'
        ? good.slice(0, good.lastIndexOf('}'))
        : `${good.replace('\n', '\n<<<<<<< HEAD\n')}=======\n>>>>>>> theirs\n`
    put(textsFile(of), bad)
    const meta = read(metaFile(of))
    await edition(of)
    expect(read(textsFile(of))).toBe(bad)
    expect(read(metaFile(of))).toBe(meta)
    put(textsFile(of), good)
    person(of, () => save(of, { ...textsOf(of), [key]: words(source.codes.length > 0) }))
  }

  const isThere = (place: string) => existsSync(at(`articles/${place}`))

  const refill = () =>
    rebuild({
      memory: room.memory,
      localeFiles: ports.publish.localeFiles,
      routes: ports.translate.routes,
      glossary: () => NO_GLOSSARY,
      isThere,
      now: ports.publish.now,
    })

  async function edition(of: Desk): Promise<'published' | 'withheld'> {
    const source = article(of)
    await openMoved({ ...ports.publish, memory: ports.memory, targets: ['es'], isThere }).adopt(source)
    await writeSourceFile(source, ports.publish)
    if ((await settledAs(source, 'es', ports.publish)) === 'unchanged') return 'published'
    const { kind } = await room.at(() => makeEdition(source, 'es', ports))
    return kind === 'written' ? 'published' : 'withheld'
  }

  /** Both articles, and then those whose turn had passed. */
  async function run(): Promise<void> {
    for (const of of desks) await edition(of)
    meanwhile = undefined
    isRecordLost = false
    const asked = providers.map(({ requests }) => requests.length)
    for (const of of desks) check(of, await edition(of))
    expect(providers.map(({ requests }) => requests.length)).toEqual(asked)
    for (const of of desks) of.past.push([read(textsFile(of)), read(metaFile(of))])
  }

  function check(of: Desk, outcome: 'published' | 'withheld'): void {
    const meta = metaOf(of)
    const texts = textsOf(of)
    const standing = new Set(allTexts())
    for (const text of kept) if (!standing.has(text)) throw new Error(`“${text}” is lost`)
    for (const [key, { origin }] of Object.entries(meta?.segments ?? {})) {
      const text = plain(texts[key] ?? '')
      if (origin === 'human' && isMachines(text) && !chosen.has(text))
        throw new Error(`“${text}” is a machine’s, and counts as a person’s`)
    }
    for (const { text, state } of Object.values(meta?.retired ?? {}))
      if (isMachines(text) && state !== 'approved' && !chosen.has(plain(text)))
        throw new Error(`“${text}” is a machine’s, and is kept as a person’s`)
    if (outcome !== 'published') return
    const output = room.read(`public/es/${of.id}.md`) ?? ''
    const { segments } = article(of)
    const originals = new Set(
      segments.filter(({ notation }) => of.refused.has(withoutStyle(notation))).map(({ unit }) => unit),
    )
    for (const { key, notation, unit } of segments) {
      const said = of.said.get(withoutStyle(notation))
      const refused = of.refused.get(withoutStyle(notation))
      if (refused !== undefined && !refused.includes('<') && output.includes(refused))
        throw new Error(`“${refused}” was rejected, and is published`)
      if (said === undefined || !said.isPublishable) continue
      if (!isSameText(texts[key] ?? '', said.text))
        throw new Error(`“${said.text}” was replaced by “${texts[key]}”`)
      const [word = ''] = said.text.split(/[ <]/)
      // A paragraph with a sentence that was rejected is shown as it is in the original.
      if (!output.includes(word) && !originals.has(unit)) throw new Error(`“${said.text}” is not published`)
    }
  }

  /** Of all locale files, those of articles that are gone too, and of their history. */
  function allTexts(): string[] {
    const folder = at('locales/es/articles')
    return readdirSync(folder).flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8').replace(/^\uFEFF/, '')
      if (name.endsWith('.history.jsonl'))
        return text.split('\n').flatMap((line) => {
          const { text: after = '', before = '' } = line === '' ? {} : JSON.parse(line)
          return [plain(after), plain(before)]
        })
      const value = JSON.parse(text)
      if (!name.endsWith('.meta.json')) return Object.values<string>(value).map(plain)
      return Object.values<{ text: string }>(value.retired ?? {}).map((each) => plain(each.text))
    })
  }

  return { act, run }
}

function laidOut(texts: Record<string, string>, as: Layout): string {
  const entries = Object.entries(texts)
  const print = (all: [string, string][], indentation = 2) =>
    `${JSON.stringify(Object.fromEntries(all), null, indentation)}\n`
  switch (as) {
    case 'reversed':
      return print(entries.toReversed())
    case 'sorted':
      return print(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
    case 'CRLF':
      return print(entries).replaceAll('\n', '\r\n')
    case 'BOM':
      return `\uFEFF${print(entries)}`
    case 'four spaces':
      return print(entries, 4)
    case 'escapes':
      return print(entries)
        .replaceAll('/', '\\/')
        .replace(/[^\0-\x7F]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)
    case 'decomposed':
      return print(entries.map(([key, text]) => [key, text.normalize('NFD')]))
    case 'spaced':
      return print(entries.map(([key, text]) => [key, text === '' ? '' : ` ${text} \n`]))
    default:
      return as satisfies never
  }
}
