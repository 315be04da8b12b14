import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IndexedFile, Passage, SearchIndex, Wanted } from '../../src/memory/search.ts'

/** An index to hold to the contract. Each test opens a new, empty one, of Spanish. */
export interface SearchSubject {
  readonly index: SearchIndex
  /** Ends what was started for the subject. The suite closes the index itself. */
  readonly dispose?: () => Promise<void> | void
}

const MACHINE = { kind: 'machine', provider: 'fake', model: 'm1' } as const
const ANA = { kind: 'human', editor: 'Ana Ruiz' } as const

const passage = (source: string, change: Partial<Passage> = {}): Passage => ({
  article: 'world/ferry',
  key: `paragraph.${source.length}`,
  sourceLocale: 'en',
  source,
  target: `es:${source}`,
  origin: MACHINE,
  state: 'machine',
  date: 1_790_000_000_000,
  ...change,
})

const file = (name: string, ...passages: readonly Passage[]): IndexedFile => ({ name, stamp: '1', passages })

const english = (source: string, change: Partial<Wanted> = {}): Wanted => ({
  source,
  sourceLocale: 'en',
  ...change,
})

/** What every index of translated segments keeps to. */
export function searchContract(name: string, open: () => Promise<SearchSubject> | SearchSubject): void {
  describe(`${name} keeps the contract of suggestions`, () => {
    let subject: SearchSubject
    let index: SearchIndex

    beforeEach(async () => {
      subject = await open()
      index = subject.index
    })

    afterEach(async () => {
      await index.close()
      await subject.dispose?.()
    })

    const holding = (...passages: readonly Passage[]) => index.put([file('world/ferry', ...passages)])
    const sources = async (words: string, side: 'source' | 'target' | 'both' = 'source') =>
      (await index.search(words, side, 10)).map(({ source }) => source)
    const alike = async (wanted: Wanted, limit = 10) =>
      (await index.similar(wanted, limit)).map(({ target, score }) => [target, Number(score.toFixed(2))])

    describe('similar sentences', () => {
      it('come with all that is known of them', async () => {
        const known = passage('The council met on Tuesday.', { origin: ANA, state: 'approved' })
        await holding(known)
        expect(await index.similar(english('The council met on Friday.'), 5)).toEqual([
          { ...known, score: 0.8 },
        ])
      })

      it('are three quarters alike at least', async () => {
        await holding(
          passage('One two three four five six seven eight.'),
          passage('One two three four five six other words.'),
          passage('One two three four five more other words.'),
        )
        expect(await alike(english('One two three four five six seven eight.'))).toEqual([
          ['es:One two three four five six seven eight.', 1],
          ['es:One two three four five six other words.', 0.75],
        ])
      })

      it('come best first; at the same score people’s before machines’, then the newest', async () => {
        await holding(
          passage('The council met on Monday.', { target: 'older', date: 1 }),
          passage('The council met on Sunday.', { target: 'newer', date: 2 }),
          passage('The council met on Friday.', { target: 'approved', state: 'approved', date: 0 }),
          passage('The council met on Thursday.', {
            target: 'a person’s',
            origin: ANA,
            state: 'edited',
            date: 1,
          }),
          passage('The council met on Tuesday', { target: 'without its stop' }),
        )
        expect(await alike(english('The council met on Tuesday.'))).toEqual([
          ['without its stop', 0.99],
          ['a person’s', 0.8],
          ['approved', 0.8],
          ['newer', 0.8],
          ['older', 0.8],
        ])
        expect(await alike(english('The council met on Tuesday.'), 1)).toHaveLength(1)
      })

      it('are not the sentence in hand itself, but the same one elsewhere', async () => {
        const here = passage('Crews stayed ashore.', { target: 'here' })
        await index.put([
          file('world/ferry', here),
          file('again', passage('Crews stayed ashore.', { article: 'again', target: 'there' })),
        ])
        expect(await alike(english(here.source, { except: here }))).toEqual([['there', 1]])
      })

      it('are of the same language, in whatever country', async () => {
        await holding(
          passage('Crews stayed ashore.', { sourceLocale: 'en-GB', target: 'british' }),
          passage('Crews stayed ashore.', { sourceLocale: 'fr', target: 'french' }),
        )
        expect(await alike(english('Crews stayed ashore.'))).toEqual([['british', 1]])
      })

      it('come once where the same target of the same source stands in many articles', async () => {
        const many = Array.from({ length: 5 }, (_, nth) =>
          file(`story-${nth}`, passage('Read more.', { article: `story-${nth}` })),
        )
        await index.put(many)
        expect(await alike(english('Read more.'))).toEqual([['es:Read more.', 1]])
      })

      it('are found in scripts without spaces', async () => {
        await holding(
          passage('市議会は火曜日に新しい港の計画を承認した。', { sourceLocale: 'ja', target: 'a' }),
        )
        const wanted = { source: '市議会は金曜日に新しい港の計画を承認した。', sourceLocale: 'ja' }
        expect(await alike(wanted)).toMatchObject([['a', expect.closeTo(0.9, 1)]])
      })

      it('are not missed for want of a rare word: whatever is alike is found', async () => {
        const word = fc.constantFrom(
          'the',
          'a',
          'of',
          'port',
          'council',
          'vote',
          'Tuesday',
          'ferry',
          'crew',
          'quay',
        )
        const sentence = fc.array(word, { minLength: 4, maxLength: 12 })
        const changes = fc.array(fc.tuple(fc.nat(), word), { maxLength: 3 })
        await fc.assert(
          fc.asyncProperty(
            sentence,
            changes,
            fc.array(sentence, { maxLength: 20 }),
            async (words, others, more) => {
              const known = [...words]
              for (const [place, other] of others) known[place % known.length] = other
              const differing = known.filter((each, nth) => each !== words[nth]).length
              await index.put([
                file('world/ferry', passage(known.join(' '), { target: 'known' })),
                file('more', ...more.map((each, nth) => passage(each.join(' '), { target: `more ${nth}` }))),
              ])
              const found = await index.similar(english(words.join(' ')), 50)
              const isFound = found.some(({ source }) => source === known.join(' '))
              if (differing / words.length <= 0.25) expect(isFound).toBe(true)
            },
          ),
          { numRuns: 60 },
        )
      })
    })

    describe('the concordance', () => {
      const FERRY = passage('The ferry crews stayed ashore.', {
        target: 'Las tripulaciones se quedaron en tierra.',
      })
      const PORT = passage('Crews left the <b1>port</b1>.', {
        target: 'Las tripulaciones dejaron el puerto.',
      })

      it('finds words in any order, in one language or in both', async () => {
        await holding(FERRY, PORT)
        expect(await sources('crews ferry')).toEqual([FERRY.source])
        expect(await sources('tripulaciones')).toEqual([])
        expect((await sources('tripulaciones', 'target')).toSorted()).toEqual([PORT.source, FERRY.source])
        expect(await sources('puerto', 'both')).toEqual([PORT.source])
        expect(await sources('port', 'both')).toEqual([PORT.source])
        // Half of it on one side, half on the other, is nowhere.
        expect(await sources('port puerto', 'both')).toEqual([])
      })

      it('finds what stands in quotation marks as it stands there', async () => {
        await holding(FERRY, PORT)
        expect(await sources('"crews stayed"')).toEqual([FERRY.source])
        expect(await sources('“stayed crews”')).toEqual([])
      })

      it('does not ask for case and accents', async () => {
        await holding(passage('The café ON the Straße, И ещё.'))
        for (const words of ['CAFE', 'café', 'Café', 'straße', 'еще'])
          expect(await sources(words)).toHaveLength(1)
      })

      it.each([
        ['Japanese', '港の計画を承認した。', '計画'],
        ['Chinese', '谈判会恢复吗？没有人知道。', '恢复'],
        ['Thai', 'เรือข้ามฟากหยุดให้บริการในวันอังคาร', 'หยุดให้บริการ'],
        ['Korean', '시의회가 화요일에 새 계획을 승인했다.', '화요일에'],
        ['Hindi', 'परिषद ने मंगलवार को योजना को मंज़ूरी दी।', 'मंगलवार'],
        ['Arabic', 'وافق المجلس على الخُطّة يوم الثلاثاء.', 'الخطة'],
      ])('finds words of %s', async (_, source, words) => {
        await holding(passage(source), passage('Another sentence.'))
        expect(await sources(words)).toEqual([source])
      })

      it('has people’s words first', async () => {
        await holding(
          passage('Crews stayed.', { target: 'a machine’s' }),
          passage('Crews left.', { target: 'a person’s', origin: ANA, state: 'edited' }),
          passage('Crews slept.', { target: 'approved', state: 'approved' }),
        )
        const found = (await index.search('crews', 'source', 10)).map(({ target }) => target)
        expect(found.at(-1)).toBe('a machine’s')
        expect(await index.search('crews', 'source', 2)).toHaveLength(2)
      })

      it('does not find codes', async () => {
        await holding(PORT)
        expect(await sources('b1')).toEqual([])
      })

      it.each([
        '"',
        '""',
        '"crews',
        'crews"',
        "crews'; DROP TABLE segments; --",
        'crews OR ferry',
        'crews NOT ferry',
        'source : crews',
        'crews*',
        '^crews',
        'NEAR(crews ferry)',
        '(crews',
        '{source} : "crews"',
        'crews AND',
        '\0crews\0',
        '\uD800',
        '',
        '   ',
        'crews '.repeat(100_000),
        'word'.repeat(100_000),
        Array.from({ length: 2_000 }, (_, nth) => `w${nth}`).join(' '),
      ])('takes whatever people type for words: %.40j', async (words) => {
        await holding(FERRY)
        for (const side of ['source', 'target', 'both'] as const) await index.search(words, side, 10)
        await index.similar(english(words), 10)
        expect(await sources('crews')).toEqual([FERRY.source])
      })

      it('takes any text for words', async () => {
        await holding(FERRY)
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (wild) => {
            await index.search(wild, 'both', 10)
            await index.similar(english(wild), 10)
          }),
        )
      })
    })

    describe('its files', () => {
      it('replace what was put under the same name before', async () => {
        await holding(passage('Crews stayed.'))
        await holding(passage('Boats left.'))
        expect(await sources('crews')).toEqual([])
        expect(await alike(english('Crews stayed.'))).toEqual([])
        expect(await sources('boats')).toEqual(['Boats left.'])
      })

      it('are known by their stamps, and gone when they are dropped', async () => {
        await index.put([
          { name: 'one', stamp: 'a', passages: [passage('Crews stayed.')] },
          { name: 'two', stamp: '', passages: [] },
        ])
        expect(await index.stamps()).toEqual(
          new Map([
            ['one', 'a'],
            ['two', ''],
          ]),
        )
        await index.drop(['one', 'never there'])
        expect(await index.stamps()).toEqual(new Map([['two', '']]))
        expect(await sources('crews')).toEqual([])
      })

      it('hold any text, character for character', async () => {
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), async (wild) => {
            const source = wild.toWellFormed().replaceAll('\0', '')
            await holding(passage(`crews ${source}`))
            expect(await sources('crews')).toEqual([`crews ${source}`])
          }),
          { numRuns: 40 },
        )
      })
    })
  })
}
