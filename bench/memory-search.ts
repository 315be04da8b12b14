/**
 * Looking into what was translated: how long a sentence's similar ones take to find among 200,000 segments, and how much
 * longer the concordance takes among a million than the same question to a bare FTS5 table of the same texts.
 * Usage: node bench/memory-search.ts [--similar 200000] [--concordance 1000000] [--questions 200]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { openSqliteIndex } from '../src/memory/search/sqlite-index.ts'
import type { IndexedFile, Passage, SearchIndex } from '../src/memory/search.ts'
import { seeded } from '../tests/stand-in/faults.ts'

const { values } = parseArgs({
  options: {
    similar: { type: 'string', default: '200000' },
    concordance: { type: 'string', default: '1000000' },
    questions: { type: 'string', default: '200' },
  },
})

const SEGMENTS_A_FILE = 20
const FILES_AT_ONCE = 500

/** A vocabulary whose words are as unevenly frequent as those of a language (Zipf): the nth is n times rarer than the first. */
const WORDS = Array.from({ length: 40_000 }, (_, nth) => wordOf(nth))

function wordOf(nth: number): string {
  const syllables = ['ba', 'ker', 'lo', 'min', 'sa', 'tur', 've', 'di', 'no', 'gal', 'ri', 'pe', 'hun']
  let word = ''
  for (let rest = nth + 1; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length]
  return word
}

const random = seeded(20261122)
const anyWord = () => WORDS[Math.floor(WORDS.length ** random()) - 1 + Number(random() < 0.5)]!
const sentence = () => {
  const words = Array.from({ length: 8 + Math.floor(random() * 22) }, anyWord)
  return `${words.join(' ')}.`
}

/** Of every hundred segments, people wrote three; every tenth differs from one before it in a word or two. */
function* passages(count: number): Generator<Passage> {
  let last = sentence()
  for (let nth = 0; nth < count; nth++) {
    const source = nth % 10 === 0 ? changed(last) : sentence()
    last = source
    yield {
      article: `news/story-${Math.floor(nth / SEGMENTS_A_FILE)}`,
      key: `paragraph.${nth.toString(16).padStart(16, '0')}`,
      sourceLocale: 'en',
      source,
      target: sentence(),
      origin:
        nth % 33 === 0
          ? { kind: 'human', editor: 'Ana Ruiz' }
          : { kind: 'machine', provider: 'google', model: 'general/nmt' },
      state: nth % 33 === 0 ? 'edited' : 'machine',
      date: 1_790_000_000_000 + nth,
    }
  }
}

function changed(text: string): string {
  const words = text.split(' ')
  for (let times = 1 + Math.floor(random() * 2); times > 0; times--)
    words[Math.floor(random() * words.length)] = anyWord()
  return words.join(' ')
}

async function fill(index: SearchIndex, count: number, seen: (passage: Passage) => void): Promise<void> {
  let files: IndexedFile[] = []
  let segments: Passage[] = []
  const put = async () => {
    await index.put(files)
    files = []
  }
  for (const passage of passages(count)) {
    seen(passage)
    segments.push(passage)
    if (segments.length < SEGMENTS_A_FILE) continue
    files.push({ name: passage.article, stamp: '1', passages: segments })
    segments = []
    if (files.length === FILES_AT_ONCE) await put()
  }
  await put()
}

const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b)
const at = (times: readonly number[], share: number) => sorted(times)[Math.floor(times.length * share)]!
const ms = (time: number) => `${time.toFixed(time < 10 ? 2 : 0)} ms`
const line = (name: string, times: readonly number[]) =>
  console.log(
    `${name}: median ${ms(at(times, 0.5))}, 95th ${ms(at(times, 0.95))}, most ${ms(at(times, 1 - 1e-9))}`,
  )

async function timed<T>(work: () => Promise<T> | T): Promise<[number, T]> {
  const start = performance.now()
  const result = await work()
  return [performance.now() - start, result]
}

async function opened(folder: string, count: number, seen: (passage: Passage) => void): Promise<SearchIndex> {
  const file = path.join(folder, `${count}.sqlite`)
  const index = openSqliteIndex({ path: file, locale: 'es' })
  const [took] = await timed(() => fill(index, count, seen))
  const size = statSync(file).size / 2 ** 20
  console.log(`index of ${count} segments: ${(took / 1000).toFixed(1)} s, ${size.toFixed(0)} MiB`)
  return index
}

async function similar(folder: string): Promise<void> {
  const wanted: string[] = []
  const every = Math.floor(Number(values.similar) / Number(values.questions))
  let nth = 0
  const index = await opened(folder, Number(values.similar), ({ source }) => {
    if (nth++ % every === 0) wanted.push(changed(source))
  })
  const times: number[] = []
  let found = 0
  const before = process.cpuUsage()
  for (const source of wanted) {
    const [took, matches] = await timed(() => index.similar({ source, sourceLocale: 'en' }, 5))
    times.push(took)
    if (matches.length > 0) found++
  }
  line(`similar (bound: median 30 ms), ${found} of ${wanted.length} found one`, times)
  const { user, system } = process.cpuUsage(before)
  console.log(`processor time a question, mean: ${ms((user + system) / 1000 / wanted.length)}`)
  await index.close()
}

async function concordance(folder: string): Promise<void> {
  const bare = new DatabaseSync(path.join(folder, 'bare.sqlite'))
  bare.exec('PRAGMA journal_mode = WAL; CREATE VIRTUAL TABLE bare USING fts5(source, target); BEGIN')
  const add = bare.prepare('INSERT INTO bare VALUES (?, ?)')
  const questions: string[] = []
  const every = Math.floor(Number(values.concordance) / Number(values.questions))
  let nth = 0
  const index = await opened(folder, Number(values.concordance), ({ source, target }) => {
    add.run(source, target)
    if (nth++ % every === 0) questions.push(questionFrom(source))
  })
  bare.exec('COMMIT')
  const find = bare.prepare('SELECT source, target FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT 20')
  const findAny = bare.prepare('SELECT source, target FROM bare WHERE bare MATCH ? LIMIT 20')
  const times = { ours: [] as number[], ranked: [] as number[], bare: [] as number[] }
  for (const question of questions) {
    const query = `{source} : (${question
      .split(' ')
      .map((word) => `"${word}"`)
      .join(' AND ')})`
    times.bare.push((await timed(() => findAny.all(query)))[0])
    times.ranked.push((await timed(() => find.all(query)))[0])
    times.ours.push((await timed(() => index.search(question, 'source', 20)))[0])
  }
  line('bare FTS5, the first 20', times.bare)
  line('bare FTS5, the best 20 by rank', times.ranked)
  line('concordance', times.ours)
  const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0)
  console.log(
    `concordance ÷ bare FTS5 (bound: 3): ${(at(times.ours, 0.5) / at(times.bare, 0.5)).toFixed(2)} of medians, ` +
      `${(sum(times.ours) / sum(times.bare)).toFixed(2)} of sums; ÷ ranked: ` +
      `${(at(times.ours, 0.5) / at(times.ranked, 0.5)).toFixed(2)}, ${(sum(times.ours) / sum(times.ranked)).toFixed(2)}`,
  )
  await index.close()
  bare.close()
}

/** One to three words of a sentence, as somebody would look for them. */
function questionFrom(source: string): string {
  const words = source.replace('.', '').split(' ')
  const from = Math.floor(random() * (words.length - 3))
  return words.slice(from, from + 1 + Math.floor(random() * 3)).join(' ')
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-bench-'))
try {
  await similar(folder)
  await concordance(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
