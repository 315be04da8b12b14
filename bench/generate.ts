import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Generated articles of about 350 words: original filler in news-like sentences, hardly any of them twice, in
 * the four formats. The same seed gives the same night.
 */
export function generateArticles(folder: string, count: number): void {
  const random = seeded(20261122)
  for (let nth = 0; nth < count; nth++) {
    const section = path.join(folder, `day-${String(Math.floor(nth / 100)).padStart(3, '0')}`)
    if (nth % 100 === 0) mkdirSync(section, { recursive: true })
    const story = makeStory(random, nth)
    const name = `story-${String(nth).padStart(5, '0')}`
    const [ending, print] = PRINTERS[nth % PRINTERS.length]!
    writeFileSync(path.join(section, `${name}${ending}`), print(story, nth))
  }
}

interface Story {
  readonly headline: string
  readonly standfirst: string
  readonly paragraphs: readonly string[]
}

const SUBJECTS = [
  'The council',
  'A ferry operator',
  'The harbour union',
  'The finance minister',
  'A regional court',
  'The weather service',
  'The opposition',
  'A school board',
  'The rail regulator',
  'A group of growers',
  'The central bank',
  'The city museum',
]
const VERBS = [
  'approved',
  'rejected',
  'delayed',
  'welcomed',
  'published',
  'questioned',
  'defended',
  'revised',
  'announced',
  'criticised',
  'confirmed',
  'withdrew',
]
const OBJECTS = [
  'a plan for the northern quay',
  'new rules for night trains',
  'the report on river levels',
  'a pay offer for port workers',
  'the budget for rural clinics',
  'an inquiry into the bridge works',
  'the timetable for spring elections',
  'a scheme to plant street trees',
  'the tariff on imported grain',
  'a lease for the old theatre',
]
const PLACES = [
  'Varnholm',
  'Port Ellery',
  'Castrel',
  'the Ossa valley',
  'Lindmoor',
  'Tarquin Bay',
  'Eastmarch',
  'the upper town',
]
const TIMES = [
  'on Monday',
  'late on Tuesday',
  'at a meeting on Thursday',
  'after three hours of debate',
  'earlier this month',
  'for the second time this year',
  'in a letter seen by reporters',
  'before the summer recess',
]
const QUOTES = [
  'we have waited long enough for this',
  'the figures speak for themselves',
  'nobody asked the people who live there',
  'it is a beginning and no more',
  'this will cost jobs along the coast',
  'there is still room for an agreement',
]

function makeStory(random: () => number, nth: number): Story {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
  const number = () => (10 + Math.floor(random() * 90_000)).toLocaleString('en')
  const sentence = (): string => {
    const opening = `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} in ${pick(PLACES)} ${pick(TIMES)}`
    const kind = random()
    if (kind < 0.4) return `${opening}, affecting ${number()} people and costing about $${number()}.`
    if (kind < 0.7)
      return `“${capital(pick(QUOTES))},” a spokesman for the ${pick(PLACES).replace(/^the /, '')} office said ${pick(TIMES)}, case ${number()}.`
    return `${opening}, though ${number()} of ${number()} residents had asked for more time.`
  }
  const paragraphs = Array.from({ length: 8 }, () => [sentence(), sentence()].join(' '))
  return {
    headline: `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)}: edition ${nth}`,
    standfirst: sentence(),
    paragraphs,
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const PRINTERS: readonly (readonly [string, (story: Story, nth: number) => string])[] = [
  ['.md', markdown],
  ['.html', page],
  ['.md', markdown],
  ['.json', ninjs],
  ['.txt', text],
]

function markdown({ headline, standfirst, paragraphs }: Story, nth: number): string {
  const body = paragraphs.map((p, at) =>
    at === 2 ? p.replace(/(\w+ \w+)\.$/, '[$1](https://example.org/$1).'.replace('$1)', `${nth})`)) : p,
  )
  return `---\nheadline: ${JSON.stringify(headline)}\nstandfirst: ${JSON.stringify(standfirst)}\nslug: story-${nth}\nlang: en\n---\n\n${body.join('\n\n')}\n`
}

function page({ headline, standfirst, paragraphs }: Story, nth: number): string {
  const body = paragraphs.map(
    (p, at) => `    <p>${at === 1 ? p.replace(/^(\S+ \S+)/, '<strong>$1</strong>') : p}</p>`,
  )
  return `<!doctype html>\n<html lang="en">\n<head>\n  <meta charset="utf-8">\n  <title>${headline}</title>\n</head>\n<body>\n  <article id="a${nth}">\n    <h1>${headline}</h1>\n    <p class="standfirst">${standfirst}</p>\n${body.join('\n')}\n  </article>\n</body>\n</html>\n`
}

function ninjs({ headline, standfirst, paragraphs }: Story, nth: number): string {
  const item = {
    uri: `https://example.org/items/${nth}`,
    type: 'text',
    versioncreated: '2026-11-01T10:00:00Z',
    language: 'en',
    headline,
    description_text: standfirst,
    body_html: paragraphs.map((p) => `<p>${p}</p>`).join('\n'),
  }
  return `${JSON.stringify(item, null, 2)}\n`
}

function text({ headline, standfirst, paragraphs }: Story): string {
  return `${[headline, standfirst, ...paragraphs, 'Updated: November 05, 2026, 9:57 PM'].join('\n\n')}\n`
}

/** Mulberry32: small, even, the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
