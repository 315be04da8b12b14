import { type Arbitrary, array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check'
import { expect, it } from 'vitest'
import type { EditionState } from '../../src/article/disclosure.ts'
import { NO_GLOSSARY } from '../../src/glossary/glossary.ts'
import type { EditionEvent } from '../../src/publish/events.ts'
import { noEvents } from '../../src/publish/events.ts'
import type { SegmentMeta } from '../../src/review/locale-file.ts'
import { saveDecided } from '../../src/review/save.ts'
import { signedBy, unsigned } from '../../src/review/signing/sign.ts'
import { writeFiles } from '../fakes/folder.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'

/**
 * Whatever people do to an edition and newsrooms to its original, in whatever order: all that says what the edition is says
 * the same, and it says that it was reviewed exactly while it is what a person signed.
 */
const PERSON = { name: 'Ada Lund', at: new Date('2026-11-22T20:00:00Z') }
const SENTENCES = ['One stays.', 'Two “goes” on.', 'Three waits.']

interface Carrier {
  readonly file: string
  readonly print: (sentences: readonly string[]) => string
  /** All that its edition says of its state, each by the name of who says it. */
  readonly says: (text: string) => Readonly<Record<string, EditionState | undefined>>
}

const LABELS: readonly (readonly [string, EditionState])[] = [
  ['Sin revisión editorial.', 'machine'],
  ['Editado en parte por nuestra redacción.', 'post-edited'],
  ['Traducción revisada por The Courier, 22 de noviembre de 2026.', 'signed-off'],
]
/** Undefined too where two of them stand there. */
const labelIn = (text: string): EditionState | undefined => {
  const found = LABELS.filter(([label]) => text.includes(label))
  return found.length === 1 ? found[0]![1] : undefined
}
const isSigned = (claim: boolean, state: EditionState | undefined) =>
  claim === (state === 'signed-off') ? state : undefined
const stateIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] as EditionState | undefined

const MARKDOWN: Carrier = {
  file: 'news.md',
  print: (sentences) => `# News\n\n${sentences.join('\n\n')}\n`,
  says: (text) => {
    const state = stateIn(text, /^ +state: "?([a-z-]+)"?$/m)
    return {
      label: labelIn(text.slice(text.indexOf('\n---\n'))),
      labelInFacts: labelIn(text.slice(0, text.indexOf('\n---\n'))),
      state,
      aiDisclosure: isSigned(text.includes('ai-assisted'), state),
      reviewedBy: isSigned(/^ +reviewedBy: "?The Courier/m.test(text), state),
      type: (text.includes('/trainedAlgorithmicMedia') ? 'machine' : state) === state ? state : undefined,
    }
  },
}

const HTML: Carrier = {
  file: 'news.html',
  print: (sentences) =>
    `<!doctype html>\n<html lang="en">\n<head><title>News</title></head>\n<body>\n<h1>News</h1>\n${sentences.map((each) => `<p>${each}</p>\n`).join('')}</body>\n</html>\n`,
  says: (text) => {
    const state = stateIn(text, /data-translation-state="([a-z-]+)"/)
    return {
      label: labelIn(text),
      state,
      meta: isSigned(text.includes('<meta name="ai-disclosure" content="ai-assisted">'), state),
      robots: isSigned(!text.includes('noindex'), state),
      jsonLd: isSigned(text.includes('"translator":{"@type":"Organization","name":"The Courier"}'), state),
      type: text.includes('/TrainedAlgorithmicMedia') === (state === 'machine') ? state : undefined,
    }
  },
}

const NINJS: Carrier = {
  file: 'news.json',
  print: (sentences) =>
    JSON.stringify({
      uri: 'urn:news',
      standard: { name: 'ninjs', version: '3.1' },
      language: 'en',
      headlines: [{ value: 'News' }],
      bodies: [{ contentType: 'text/html', value: sentences.map((each) => `<p>${each}</p>`).join('') }],
    }),
  says: (text) => {
    const { infoSources, digitalSourceType, bodies } = JSON.parse(text)
    const [, part = 'machine'] = (infoSources[0].role as string).split(', ')
    const state = part as EditionState
    return {
      label: labelIn(bodies[0].value),
      state,
      body: stateIn(bodies[0].value, /data-translation-state="([a-z-]+)"/),
      type:
        (digitalSourceType.name === 'trainedAlgorithmicMedia') === (state === 'machine') ? state : undefined,
    }
  },
}

const STEPS = [
  'edit',
  'approve',
  'unapprove',
  'reject',
  'sign',
  'sign',
  'undo',
  'change',
  'restyle',
  'back',
] as const
interface Step {
  readonly kind: (typeof STEPS)[number]
  readonly nth: number
}
const steps: Arbitrary<Step[]> = array(record({ kind: constantFrom(...STEPS), nth: nat(2) }), {
  minLength: 1,
  maxLength: 8,
})

const styled = (text: string) => text.replaceAll(/[“”]/g, '"')

it.each([[MARKDOWN], [HTML], [NINJS]])('all say the same: $file', async ({ file, print, says }) => {
  await assert(
    asyncProperty(steps, async (taken) => {
      const events: EditionEvent[] = []
      const tell = async (event: EditionEvent) => void events.push(event)
      const at: Newsroom = newsroom({ events: { ...noEvents, tell } })
      let sentences: readonly string[] = SENTENCES
      let signed: string | undefined
      const standing = () =>
        JSON.stringify([sentences.map(styled), Object.values(at.texts('news')).map(styled)])
      const source = () => at.source(file, print(sentences))
      await at.edition(source())
      for (const { kind, nth } of taken) {
        if (kind === 'sign') signed = (await sign(at, source())) ? standing() : signed
        else if (kind === 'undo') {
          await saveDecided(source(), 'es', (each) => unsigned(each, PERSON), PERSON, at.saving)
          signed = undefined
        } else sentences = step(kind, nth, sentences, at)
        await at.edition(source())
        const text = at.read(`public/es/${file}`)!
        const disclosed = (await at.editions.get('news', 'es'))?.disclosed
        const last = events.at(-1)
        const event = last?.kind === 'withdrawn' ? undefined : last?.state
        const said = { ...says(text), record: disclosed, event }
        expect(new Set(Object.values(said)), JSON.stringify(said)).toEqual(new Set([disclosed]))
        const holds = signed === standing() && !metasOf(at).some(({ state }) => state === 'rejected')
        expect(disclosed === 'signed-off', JSON.stringify({ kind, nth })).toBe(holds)
        expect(at.meta('news').signOff?.voided === undefined).toBe(holds || signed === undefined)
      }
    }),
    { numRuns: 15 },
  )
})

const metasOf = (at: Newsroom): readonly SegmentMeta[] => Object.values(at.meta('news').segments)

async function sign(at: Newsroom, article: ReturnType<Newsroom['source']>): Promise<boolean> {
  const options = { locale: 'es', severities: { language: 'off' }, glossary: NO_GLOSSARY } as const
  const { signed } = await saveDecided(
    article,
    'es',
    (each) => signedBy(article, each, options, PERSON),
    PERSON,
    at.saving,
  )
  return signed !== undefined
}

/** What people do in files, and newsrooms to an original. */
function step(
  kind: Step['kind'],
  nth: number,
  sentences: readonly string[],
  at: Newsroom,
): readonly string[] {
  switch (kind) {
    case 'change':
      return sentences.with(nth, sentences[nth]!.replace('.', ' again.'))
    case 'restyle':
      return sentences.map((each) => (each.includes('“') ? styled(each) : each))
    case 'back':
      return SENTENCES
    case 'edit': {
      const [key, text] = Object.entries(at.texts('news'))[nth]!
      const texts = { ...at.texts('news'), [key]: `${text} (corregido)` }
      writeFiles(at.root, { 'locales/es/articles/news.json': JSON.stringify(texts) })
      return sentences
    }
    default: {
      const review = { by: 'Ana Ruiz', date: PERSON.at.toISOString() }
      const [key, meta] = Object.entries(at.meta('news').segments)[nth] ?? []
      if (key === undefined || meta === undefined) return sentences
      const states = {
        approve: 'approved',
        reject: 'rejected',
        unapprove: meta.origin === 'human' ? 'edited' : 'machine',
      } as const
      const state = states[kind as keyof typeof states]
      const changed = { ...meta, state, review: kind === 'unapprove' ? undefined : review }
      const all = at.meta('news')
      const printed = JSON.stringify({ ...all, segments: { ...all.segments, [key]: changed } })
      writeFiles(at.root, { 'locales/es/articles/news.meta.json': printed })
      return sentences
    }
  }
}
