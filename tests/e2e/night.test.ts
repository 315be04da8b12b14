import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation, translateLike } from '../stand-in/cloud-translation.ts'
import { COUNCIL, ended, FERRY, google, type Newsroom, newsroom, withSampleArticles } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es', 'ca'], providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const texts = (locale: string, id: string) =>
  JSON.parse(room.read(`locales/${locale}/articles/${id}.json`)) as Record<string, string>
const keyOf = (sentence: string, id: string) =>
  Object.entries(texts('en', id)).find(([, text]) => text === sentence)?.[0] ?? `no segment “${sentence}”`

describe('a night', () => {
  it('translates every article into every target, labelled, and touches only the words', async () => {
    const { code, summary, stderr } = await room.run()
    expect(stderr).toContain('Editions are under public')
    expect(code).toBe(0)
    expect(summary.editions).toEqual({
      written: 4,
      unchanged: 0,
      withheld: 0,
      failed: 0,
      held: 0,
      withdrawn: 0,
    })
    const edition = room.read('public/es/ferry.md')
    expect(edition).toContain(translateLike('Crews stayed ashore on Tuesday.', 'es', 'text'))
    expect(edition).toContain('](https://example.org/t?a=1&b=2)')
    expect(edition).toContain('  # desk: keep short')
    expect(edition).toContain('  credit: A. Photographer\n')
    expect(edition).toMatch(/Google Cloud Translation/)
    const page = room.read('public/ca/city/council.html')
    expect(page).toMatch(/<html[^>]* lang="ca"/)
    expect(page.match(/class="dragoman-label"/g)).toHaveLength(1)
    expect(page).toContain('TrainedAlgorithmicMediaDigitalSource')
  })

  it('buys a sentence once that two articles share, and bills what it says', async () => {
    const { summary } = await room.run()
    expect(cloud.stats.boughtTwice).toBe(0)
    expect(cloud.stats.billedCharacters).toBe(summary.characters)
    expect(summary.requests).toBe(cloud.stats.requests)
  })

  it('buys each sentence once, also where it is looked up just as it is being remembered', async () => {
    const provider = google(cloud.url, { itemsPerRequest: 7, concurrency: 6 })
    room.write('dragoman.config.json', JSON.stringify({ targets: ['es', 'ca'], providers: [provider] }))
    const sentence = (nth: number) => `The harbour office counted ${nth} crates on the quay this week.`
    for (let article = 0; article < 150; article++) {
      const own = Array.from({ length: 8 }, (_, nth) => sentence((article * 5 + nth * 13) % 97))
      room.write(`articles/day/${article}.md`, `${own.join('\n\n')}\n`)
    }
    const { summary } = await room.run()
    expect(summary.editions.written).toBe(2 * (150 + 2))
    expect(cloud.stats.boughtTwice).toBe(0)
  })

  it('fills batches across articles: a handful of requests for a hundred editions', async () => {
    for (let nth = 0; nth < 50; nth++)
      room.write(`articles/day/${nth}.md`, `Ferry ${nth} left an hour late.\n`)
    await room.run()
    // One for each locale and mime; two where a tenth of a second passed between the two articles with inline codes.
    expect(cloud.stats.requests).toBeLessThanOrEqual(6)
  })

  it('opens no connection on an unchanged night', async () => {
    await room.run()
    const { connections } = cloud.stats
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(summary.editions.unchanged).toBe(4)
    expect(cloud.stats.connections).toBe(connections)
  })

  it('opens no connection either when a file was only touched, or an output deleted', async () => {
    await room.run()
    const { connections } = cloud.stats
    utimesSync(path.join(room.folder, 'articles/ferry.md'), new Date(), new Date())
    rmSync(path.join(room.folder, 'public/es/ferry.md'))
    const { summary } = await room.run()
    expect(summary.editions).toMatchObject({ written: 1, unchanged: 3 })
    expect(cloud.stats.connections).toBe(connections)
  })

  it('pays for an edited sentence that sentence', async () => {
    await room.run()
    const before = cloud.stats.billedCharacters
    const sentence = 'The port said 4,300 passengers were stranded overnight.'
    room.write('articles/ferry.md', FERRY.replace('The port said 4,200 passengers were stranded.', sentence))
    const { summary } = await room.run()
    expect(cloud.stats.billedCharacters - before).toBe(2 * sentence.length)
    expect(summary.segments.bought).toBe(2)
  })

  it('estimates to the character what the run then sends, and sends nothing for it', async () => {
    const estimate = await room.dragoman('estimate', '--json')
    expect(cloud.stats.requests).toBe(0)
    expect(existsSync(path.join(room.folder, 'public'))).toBe(false)
    const { summary } = await room.run()
    expect(JSON.parse(estimate.stdout)).toMatchObject({
      characters: summary.characters,
      requests: summary.requests,
    })
  })

  it('says in a dry run what it would do, and does nothing', async () => {
    const { summary } = await room.run('--dry-run')
    expect(summary.editions.written).toBe(4)
    expect(cloud.stats.requests).toBe(0)
    expect(existsSync(path.join(room.folder, 'public'))).toBe(false)
    expect(existsSync(path.join(room.folder, 'locales'))).toBe(false)
  })

  it('fails a frozen run that would have to buy, and passes one that would not', async () => {
    const frozen = await room.run('--frozen')
    expect(frozen.code).toBe(2)
    expect(frozen.summary.findings[0]).toMatchObject({ check: 'WOULD_BUY' })
    expect(cloud.stats.requests).toBe(0)
    await room.run()
    expect((await room.run('--frozen')).code).toBe(0)
  })

  it('narrows to files and locales', async () => {
    const { summary } = await room.run(
      'articles/ferry.md',
      './articles/ferry.md',
      ...Array(2).fill('--locale=es'),
    )
    expect(summary).toMatchObject({ articles: 1, editions: { written: 1 } })
    expect(existsSync(path.join(room.folder, 'public/ca'))).toBe(false)
  })

  it('buys nothing again when the state folder is lost: locale files hold what was bought', async () => {
    await room.run()
    const before = cloud.stats.requests
    const edition = room.read('public/es/ferry.md')
    rmSync(path.join(room.folder, '.dragoman'), { recursive: true })
    expect((await room.run()).summary.segments.bought).toBe(0)
    expect(cloud.stats.requests).toBe(before)
    expect(room.read('public/es/ferry.md')).toBe(edition)
  })

  it('leaves nothing but editions and locale files behind', async () => {
    await room.run()
    const stray = readdirSync(room.folder, { recursive: true }).filter((name) =>
      String(name).endsWith('.tmp'),
    )
    expect(stray).toEqual([])
    expect(existsSync(path.join(room.folder, '.dragoman/lock'))).toBe(false)
  })
})

describe('people', () => {
  it('have their text used, kept byte for byte, and carried to the other article with that sentence', async () => {
    await room.run()
    const key = keyOf('Crews stayed ashore on Tuesday.', 'ferry')
    const edited = room
      .read('locales/es/articles/ferry.json')
      .replace(JSON.stringify(texts('es', 'ferry')[key]), '"Las  tripulaciones no zarparon."')
    room.write('locales/es/articles/ferry.json', edited)
    const { summary } = await room.run()
    expect(summary.segments.bought).toBe(0)
    expect(room.read('public/es/ferry.md')).toContain('Las  tripulaciones no zarparon.')
    expect(room.read('locales/es/articles/ferry.json')).toBe(edited)

    room.write('articles/ferry.md', FERRY.replace('Last boat: none', 'Last boat: 9.45 p.m.'))
    room.write(
      'articles/city/council.html',
      COUNCIL.replace('The vote was close.', 'The vote was very close.'),
    )
    await room.run()
    expect(texts('es', 'ferry')[key]).toBe('Las  tripulaciones no zarparon.')
    expect(room.read('public/es/city/council.html')).toContain('Las  tripulaciones no zarparon.')
    expect(room.read('public/es/ferry.md')).toMatch(/state: post-edited/)
  })

  it('find a half-merged file reported with its line and left alone, the earlier edition in place', async () => {
    await room.run()
    const edition = room.read('public/es/ferry.md')
    const broken = `{\n<<<<<<< ours\n  "a": "b"\n=======\n  "a": "c"\n>>>>>>> theirs\n}\n`
    room.write('locales/es/articles/ferry.json', broken)
    room.write('articles/ferry.md', FERRY.replace('second day', 'third day'))
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions).toMatchObject({ written: 1, failed: 1 })
    expect(summary.findings[0]?.message).toContain('ferry.json:2:1')
    expect(room.read('locales/es/articles/ferry.json')).toBe(broken)
    expect(room.read('public/es/ferry.md')).toBe(edition)
  })

  it('are told when a link is lost from their text, and the edition is withheld', async () => {
    await room.run()
    const edition = room.read('public/es/ferry.md')
    const entry = Object.entries(texts('es', 'ferry')).find(([, text]) => text.includes('<a1>'))!
    room.write(
      'locales/es/articles/ferry.json',
      room.read('locales/es/articles/ferry.json').replace(JSON.stringify(entry[1]), '"Sin enlace."'),
    )
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions.withheld).toBe(1)
    expect(summary.findings[0]).toMatchObject({ check: 'TARGET_INVALID' })
    expect(room.read('public/es/ferry.md')).toBe(edition)
  })
})

describe('bad input', () => {
  it('is named, with the mend, and the night goes on', async () => {
    const bad: Record<string, [string | Buffer, string]> = {
      'yaml.md': ['---\nheadline: "unclosed\n---\n\nText here.\n', 'ARTICLE_INVALID'],
      'broken.json': ['{"uri": "x", "headline": "y"', 'ARTICLE_INVALID'],
      'latin1.txt': [Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]), 'ENCODING_INVALID'],
      'empty.md': ['', 'ARTICLE_EMPTY'],
      'spanish.md': ['---\nlang: es\n---\n\nHola a todos.\n', 'SOURCE_IS_TARGET'],
      'martian.md': ['---\nlang: xx-Mars\n---\n\nHello there.\n', 'LOCALE_UNKNOWN'],
      'twin.md': ['One sentence.\n', 'ID_DUPLICATE'],
      'twin.txt': ['One sentence.\n', 'ID_DUPLICATE'],
      'x%2e%2e%2fy.md': ['Two sentences.\n', 'ID_UNSAFE'],
    }
    for (const [file, [text]] of Object.entries(bad)) room.write(`articles/${file}`, text)
    const { code, summary, stderr } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions.written).toBe(4 + 1)
    for (const [file, [, error]] of Object.entries(bad)) {
      const finding = summary.findings.find(
        ({ message, check }) => message.includes(file.replace(/\.md$/, '')) && check === error,
      )
      expect(finding, file).toBeDefined()
    }
    expect(stderr).toContain('→')
  })

  it('never leaves the output folder by a symbolic link', async () => {
    mkdirSync(path.join(room.folder, 'elsewhere'))
    mkdirSync(path.join(room.folder, 'public/es'), { recursive: true })
    symlinkSync(path.join(room.folder, 'elsewhere'), path.join(room.folder, 'public/es/city'))
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.findings[0]?.check).toBe('OUTPUT_OUTSIDE')
    expect(readdirSync(path.join(room.folder, 'elsewhere'))).toEqual([])
  })

  it('of an output folder that cannot be written fails those editions, with the folder named', async () => {
    room.write('public/es', 'a file in the way')
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions).toMatchObject({ written: 2, failed: 2 })
    expect(summary.findings[0]).toMatchObject({ check: 'OUTPUT_UNWRITABLE' })
  })

  it.each<[string, object, string, number]>([
    ['an unknown key', { targets: ['es'], tragets: [] }, 'CONFIG_INVALID', 1],
    [
      'an unknown locale tag',
      { targets: ['klingon-'], providers: [{ kind: 'pseudo' }] },
      'LOCALE_UNKNOWN',
      1,
    ],
    ['no target', { targets: [] }, 'CONFIG_INVALID', 1],
    [
      'a key from an environment variable that is not set',
      { targets: ['es'], providers: [{ kind: 'google', apiKey: 'env:DRAGOMAN_TEST_NOT_SET' }] },
      'CREDENTIAL_MISSING',
      1,
    ],
    [
      'a provider that serves no such pair',
      { targets: ['ja'], providers: [{ kind: 'pseudo' }] },
      'PAIR_UNSERVED',
      2,
    ],
  ])('of %s ends with a clear message', async (_what, config, error, expected) => {
    room.write('dragoman.config.json', JSON.stringify(config))
    const { code, stderr } = await room.dragoman('run')
    expect(stderr).toContain(error)
    expect(code).toBe(expected)
  })
})

describe('an interrupted run', () => {
  it('keeps what is on its way when told to stop, and the next run goes on', async () => {
    withSampleArticles(room)
    cloud.configure({ latencyMs: [400, 400] })
    room.write(
      'dragoman.config.json',
      JSON.stringify({
        targets: ['es', 'ca'],
        providers: [google(cloud.url, { concurrency: 1, charactersPerRequest: 3000 })],
      }),
    )
    const child = room.start('run', '--json')
    const done = ended(child)
    await untilBilled(1)
    child.kill('SIGINT')
    const { code, stderr } = await done
    expect(code).toBe(3)
    expect(stderr).toContain('SIGINT')
    cloud.configure({ latencyMs: [0, 0] })
    expect((await room.run()).code).toBe(0)
    expect(cloud.stats.boughtTwice).toBe(0)
  })

  it('costs at most the requests in flight when killed, and finishes to the same bytes', async () => {
    withSampleArticles(room)
    const undisturbed = newsroom(
      { targets: ['es', 'ca'], providers: [google(cloud.url)] },
      { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
    )
    withSampleArticles(undisturbed)
    await undisturbed.run()
    cloud.configure({ latencyMs: [100, 100] })
    room.write(
      'dragoman.config.json',
      JSON.stringify({
        targets: ['es', 'ca'],
        providers: [google(cloud.url, { concurrency: 2, charactersPerRequest: 3000 })],
      }),
    )
    const start = cloud.stats
    for (let kill = 1; kill <= 3; kill++) {
      const child = room.start('run')
      const done = ended(child)
      await untilBilled(start.billedRequests + kill * 3)
      child.kill('SIGKILL')
      await done
    }
    expect((await room.run()).code).toBe(0)
    expect(cloud.stats.billedCharacters - start.billedCharacters).toBeLessThanOrEqual(
      start.billedCharacters + 3 * 2 * 3000,
    )
    for (const file of ['es/ferry.md', 'ca/city/council.html', 'es/world/border-talks.txt']) {
      expect(room.read(`public/${file}`), file).toBe(undisturbed.read(`public/${file}`))
    }
    undisturbed.close()
  })

  it('does not run beside another one', async () => {
    cloud.configure({ latencyMs: [1500, 1500] })
    const child = room.start('run')
    const done = ended(child)
    await untilBilled(1)
    const second = await room.dragoman('run')
    expect(second.code).toBe(1)
    expect(second.stderr).toContain('STATE_LOCKED')
    expect((await done).code).toBe(0)
  })

  async function untilBilled(requests: number): Promise<void> {
    const deadline = performance.now() + 30_000
    while (cloud.stats.billedRequests < requests && performance.now() < deadline)
      await new Promise((r) => setTimeout(r, 5))
  }
})

describe('a provider that fails', () => {
  it('is asked again after 429 and 503, and everything is bought once', async () => {
    cloud.configure({
      faults: [
        { kind: '429', times: 2 },
        { kind: '503', times: 1 },
      ],
    })
    const { code } = await room.run()
    expect(code).toBe(0)
    expect(cloud.stats.boughtTwice).toBe(0)
  })

  it('that refuses the credentials is not asked again, and its editions fail by name', async () => {
    cloud.configure({ faults: [{ kind: '403', times: 100 }] })
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions.failed).toBe(4)
    expect(cloud.stats.requests).toBeLessThanOrEqual(4)
    expect(summary.findings.every(({ check }) => check === 'PROVIDER_AUTH')).toBe(true)
  })

  it('never gets its markup into an edition', async () => {
    cloud.configure({ faults: [{ kind: 'hostile', times: 100 }] })
    await room.run()
    for (const locale of ['es', 'ca']) {
      for (const file of [`public/${locale}/city/council.html`, `public/${locale}/ferry.md`]) {
        if (!existsSync(path.join(room.folder, file))) continue
        expect(room.read(file), file).not.toMatch(
          /(?<!\\)<(?:script(?! type="application\/ld\+json")|img src=x)/i,
        )
      }
    }
  })
})

describe('status and doctor', () => {
  it('count editions by state and say what is wrong', async () => {
    await room.run()
    room.write('articles/ferry.md', FERRY.replace('second day', 'third day'))
    const status = await room.dragoman('status', '--json')
    expect(JSON.parse(status.stdout)).toMatchObject({
      articles: 2,
      locales: { es: { current: 1, stale: 1 } },
    })
    const doctor = await room.dragoman('doctor')
    expect(doctor.stdout).toContain('✓ configuration')
    expect(doctor.code).toBe(0)
    await cloud.close()
    const down = await room.dragoman('doctor')
    expect(down.code).toBe(1)
    expect(down.stdout).toContain('✗ Google Cloud Translation')
  })

  it('show help with an example for each command', async () => {
    for (const command of ['run', 'estimate', 'status', 'check', 'segment', 'translate', 'doctor']) {
      const { code, stdout } = await room.dragoman(command, '--help')
      expect(code).toBe(0)
      expect(stdout).toContain(`$ dragoman ${command}`)
      expect(stdout).toContain('--json')
    }
  })
})

describe('translate and segment', () => {
  it('print one article, and nothing else, on stdout', async () => {
    const { code, stdout } = await room.dragoman('translate', 'articles/ferry.md', '--to', 'es')
    expect(code).toBe(0)
    expect(stdout).toContain(translateLike('Crews stayed ashore on Tuesday.', 'es', 'text'))
    expect(existsSync(path.join(room.folder, 'locales'))).toBe(false)
    const { requests } = cloud.stats
    await room.run()
    expect(room.read('public/es/ferry.md')).toBe(stdout)
    expect(cloud.stats.requests - requests).toBeLessThanOrEqual(4)
  })

  it('print segments as JSON lines in reading order', async () => {
    const { stdout } = await room.dragoman('segment', 'articles/ferry.md', '--locale', 'en')
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { key: string; role: string; text: string })
    expect(lines[0]).toMatchObject({ role: 'headline', text: 'Ferry strike enters second day' })
    expect(lines.map((line) => line.text)).toContain('Read the full timetable before you travel.')
  })
})
