/**
 * The stand-in's “translation”: every word becomes a word of the target language of about the same length,
 * always the same one for the same word, so that a test can compute what must come back and a language
 * detector believes it: no word is a small word of another language unless it is one of its own. Kept as they are, as a good engine would: tags, what stands in `translate="no"`,
 * numbers and whatever contains one, URLs, addresses, placeholders, punctuation and white space.
 */
export function translateLike(text: string, target: string, mime: 'html' | 'text'): string {
  return mime === 'text' ? translateWords(text, target) : translateHtml(text, target)
}

/** Text between tags, decoded, translated, escaped the way Google escapes it: quotes too. */
function translateHtml(html: string, target: string): string {
  let protectedBy: string | undefined
  let depth = 0
  return html
    .split(/(<[^<>]*>)/)
    .map((part, index) => {
      const tag = index % 2 === 1 ? /^<(\/?)([a-z][a-z0-9]*)/i.exec(part) : undefined
      if (!tag)
        return protectedBy || index % 2 === 1 ? part : escapeHtml(translateWords(decodeHtml(part), target))
      const [, slash, name = ''] = tag
      if (protectedBy === undefined) {
        if (!slash && !part.endsWith('/>') && PROTECTED.test(part)) [protectedBy, depth] = [name, 1]
      } else if (name === protectedBy && !part.endsWith('/>')) {
        depth += slash ? -1 : 1
        if (depth === 0) protectedBy = undefined
      }
      return part
    })
    .join('')
}

const PROTECTED = /\stranslate\s*=\s*["']?no["'\s>]|\sclass\s*=\s*["'][^"']*\bnotranslate\b/i

/** In order: URLs, mail addresses, placeholders, handles and tags, anything with a digit, then words. */
const TOKEN =
  /https?:\/\/\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{0,64}\w|\{\{?[^{}\n]{0,80}\}\}?|%[sd@]|[@#][\p{L}\p{N}_]+|[\p{L}\p{M}]*\p{N}[\p{L}\p{M}\p{N}]*|\p{L}[\p{L}\p{M}’']*/gu

function translateWords(text: string, target: string): string {
  return text.replace(TOKEN, (token) =>
    /^\p{L}[\p{L}\p{M}’']*$/u.test(token) ? translateWord(token, target) : token,
  )
}

function translateWord(word: string, target: string): string {
  const letters = [...word].length
  const words = WORDS[target.split('-')[0] ?? ''] ?? NO_ONES_WORDS
  const shelf = letters <= 3 ? words.short : letters <= 6 ? words.medium : words.long
  const chosen = shelf[hash(word.toLowerCase() + target) % shelf.length] ?? word
  if (letters > 1 && word === word.toUpperCase() && word !== word.toLowerCase()) return chosen.toUpperCase()
  const isCapital = word[0] !== word[0]?.toLowerCase()
  return isCapital ? chosen.charAt(0).toUpperCase() + chosen.slice(1) : chosen
}

interface Shelves {
  readonly short: readonly string[]
  readonly medium: readonly string[]
  readonly long: readonly string[]
}

const shelves = (words: string): Shelves => {
  const all = words.split(/\s+/)
  return {
    short: all.filter((word) => word.length <= 3),
    medium: all.filter((word) => word.length > 3 && word.length <= 6),
    long: all.filter((word) => word.length > 6),
  }
}

const NO_ONES_WORDS = shelves(
  'ta vo ke lu mi sor pel dan tig rof velu namo keris tavon poldi sumar lenta rimok veltana sorimek polduvar kentaril morasuta',
)

const WORDS: Readonly<Record<string, Shelves>> = {
  es: shelves(
    `el la de en un y los las por con una del que más sin año día ley voz sol mar paz fin luz rey tres cada hoy
    desde hasta entre sobre ciudad lunes junio noche puerto calle obras plaza señor mujer hombre niños agua casa
    tierra fuerte nuevo nueva viejo grande mismo ellos también donde cuando dicen hacen tiene puede según ayer
    mañana gobierno ministro presidenta mercado vecinos trabajadores investigación universidad biblioteca carretera
    ayuntamiento elecciones periódico temporada pescadores acuerdo decisión comunidad económico principal durante
    siempre anunciaron explicaron construcción enseñanza`,
  ),
  ca: shelves(
    `el la de en un i els les per amb una del que més any dia llei veu sol mar pau llum rei tres cada avui ha
    des fins entre sobre ciutat dilluns juny vespre carrer obres plaça senyor dona home nens aigua casa terra fort
    nova nou vell gran mateix ells també quan diuen fan pot segons ahir demà això aquest govern ministre presidenta
    mercat veïns treballadors investigació universitat biblioteca carretera ajuntament eleccions diari temporada
    pescadors acord decisió comunitat econòmic principal durant sempre anunciaren expliquen construcció ensenyament`,
  ),
  fr: shelves(
    `le la de en un et les des par sur une du que ans jour mois loi voix mer paix fin roi six hui elle nous dans
    entre village lundi juin soir port rues place femme homme eau maison terre forte neuf grand même aussi quand
    disent font peut selon hier demain gouvernement ministre présidente marché voisins travailleurs recherche
    université bibliothèque pendant toujours annoncent élections journaux saison pêcheurs accord décision communauté`,
  ),
  de: shelves(
    `der die das in ein und den dem von mit zu ist am im bei aus Tag neu alt gut wir sie nur auf für nach über
    Stadt Montag Juni Abend Hafen Straße Platz Frau Mann Kinder Wasser Haus Land stark neue große selbe auch wenn
    sagen machen kann gestern morgen Regierung Minister Präsidentin Nachbarn Arbeiter Forschung Universität
    Bücherei während immer erklärten Wahlen Zeitung Fischer Einigung Entscheidung Gemeinde wirtschaftlich`,
  ),
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

function decodeHtml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (entity, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    if (!name) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity
    return ENTITIES[name.toLowerCase()] ?? entity
  })
}

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
