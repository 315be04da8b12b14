import { LITERAL } from '../../article/literals.ts'
import { limitsOf } from '../limits.ts'
import type { Provider, ProviderLimits, TranslationRequest } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'

/**
 * Pseudo-translation into CLDR's two pseudo-locales, for trying a site's layout and direction before a word is
 * bought. `en-XA` is accented English, a third longer, in brackets that show where text is cut off; `ar-XB` is
 * English that runs from right to left. Deterministic; no network.
 * @see https://developer.android.com/guide/topics/resources/pseudolocales
 */
export function pseudo({ quota = {} }: { readonly quota?: Partial<ProviderLimits> } = {}): Provider {
  return {
    kind: 'pseudo',
    name: NAME,
    model: 'pseudo',
    memoryModels: ['pseudo'],
    options: '',
    limits: limitsOf(LIMITS, quota),
    markup: 'html',
    context: 'none',
    order: 'kept',

    sentAs,

    async serves(source, target) {
      return sentAs(source, target) !== undefined
    },

    async translate({ target, mime, texts }) {
      const transform = TRANSFORMS.get(target)
      if (transform === undefined)
        throw new ProviderError(NAME, { kind: 'pair' }, `${target} is not a pseudo-locale`)
      return { texts: texts.map((text) => transform(text, mime)) }
    },

    async checkCredentials() {},

    async examine() {
      return { ok: true, detail: `built in; targets ${[...TRANSFORMS.keys()].join(', ')}` }
    },

    async close() {},
  }
}

const sentAs: Provider['sentAs'] = (source, target) =>
  TRANSFORMS.has(target) && source !== target ? { source, target } : undefined

const NAME = 'Pseudo-translation'

const LIMITS: ProviderLimits = {
  itemsPerRequest: 1_000,
  charactersPerRequest: 1_000_000,
  charactersPerMinute: Number.MAX_SAFE_INTEGER,
  requestsPerMinute: Number.MAX_SAFE_INTEGER,
  concurrency: 1,
}

type Mime = TranslationRequest['mime']

const TRANSFORMS: ReadonlyMap<string, (text: string, mime: Mime) => string> = new Map([
  ['en-XA', accented],
  ['ar-XB', mirrored],
])

function accented(text: string, mime: Mime): string {
  const core = text.trim()
  let letters = 0
  const words = eachWord(core, mime, (word) => {
    letters += word.length
    return word.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter)
  })
  if (letters === 0) return text
  return text.replace(core, () => `⟦${words}${padding(letters)}⟧`)
}

/** RLM RLO … PDF RLM: the marks that Android's and Chrome's pseudo-bidi write around each word. */
function mirrored(text: string, mime: Mime): string {
  return eachWord(text, mime, (word) => `\u200F\u202E${word}\u202C\u200F`)
}

const WORD = "\\p{L}[\\p{L}\\p{M}\\p{N}]*(?:['’-][\\p{L}\\p{M}\\p{N}]+)*"
const IN_TEXT = new RegExp(`(?:${LITERAL})|(${WORD})`, 'gu')
const IN_HTML = new RegExp(`<[^<>]*>|&[^&;\\s]{1,32};|(?:${LITERAL})|(${WORD})`, 'gu')

/** Tags, entities, placeholders and addresses are passed over. */
const eachWord = (text: string, mime: Mime, change: (word: string) => string): string =>
  text.replace(mime === 'html' ? IN_HTML : IN_TEXT, (found: string, word: string | undefined) =>
    word === undefined ? found : change(word),
  )

const GROWTH = 0.3

/**
 * Whole words of filler, of the length asked for or a little more. The step grows with each round, so that no
 * sequence of words comes twice in a row, which would look like an engine gone astray.
 */
function padding(letters: number): string {
  let filler = ''
  for (let at = 0; filler.length < letters * GROWTH; at++) {
    const step = 1 + (Math.floor(at / FILLER.length) % (FILLER.length - 1))
    filler += ` ${FILLER[(at * step) % FILLER.length]}`
  }
  return filler
}

/** A prime number of words: every step visits all of them. */
const FILLER =
  'ļöŕéɱ îþšûɱ ðöļöŕ šîţ åɱéţ çöñšéçţéţûŕ åðîþîšçîñĝ éļîţ šéð ðö éîûšɱöð ţéɱþöŕ îñçîðîðûñţ ûţ ļåƀöŕé éţ ɱåĝñå'.split(
    ' ',
  )

const PLAIN = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz'
const MARKED = 'ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž'
const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...PLAIN].map((letter, at) => [letter, MARKED[at]!]),
)
