import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import { misaligned } from '../../src/check/alignment.ts'
import { MISALIGNMENTS, wronged } from './misalignments.ts'

const judged = (sources: readonly string[], targets: readonly string[], to = 'es'): readonly number[] =>
  [
    ...misaligned(
      sources.map((source, at) => ({
        source: plain(source),
        target: plain(targets[at]!),
        sourceLocale: 'en',
        targetLocale: to,
      })),
    ),
  ].toSorted((one, other) => one - other)

/** A short report, and what a good engine or translator makes of it. */
const SOURCES = [
  'The harbour of Lorvik will be closed for 14 weeks, the port authority said on Monday.',
  '“We had no choice,” said Marta Oyelaran, who runs the authority.',
  'The old pier was built in 1932 and has not been repaired since.',
  'How will the islanders get their groceries?',
  'A ferry from Tanholm is to make three trips a day (two on Sundays), at a cost of €2.4 million.',
  'The council voted 9 to 4 for the plan after a debate that lasted until midnight.',
  'Fishermen on all three islands are furious.',
  'Their association, Nordfisk, wants compensation: 800 euros a boat for every week ashore.',
  'Its chairman Ingmar Solheim called the offer of the government “an insult”.',
  'More information is at https://lorvik.example/harbour.',
]

const TARGETS: Readonly<Record<string, readonly string[]>> = {
  es: [
    'El puerto de Lorvik permanecerá cerrado durante 14 semanas, según informó el lunes la autoridad portuaria.',
    '“No teníamos otra opción”, dijo Marta Oyelaran, que dirige la autoridad.',
    'El viejo muelle se construyó en 1932 y no se ha reparado desde entonces.',
    '¿Cómo conseguirán los isleños sus provisiones?',
    'Un transbordador de Tanholm hará tres viajes al día (dos los domingos), con un coste de 2,4 millones de euros.',
    'El concejo aprobó el plan por 9 votos a 4 tras un debate que se prolongó hasta la medianoche.',
    'Los pescadores de las tres islas están furiosos.',
    'Su asociación, Nordfisk, exige una compensación: 800 euros por barco por cada semana en tierra.',
    'Su presidente, Ingmar Solheim, calificó de “insulto” la oferta del Gobierno.',
    'Hay más información en https://lorvik.example/harbour.',
  ],
  de: [
    'Der Hafen von Lorvik wird für 14 Wochen geschlossen, teilte die Hafenbehörde am Montag mit.',
    '„Wir hatten keine Wahl“, sagte Marta Oyelaran, die die Behörde leitet.',
    'Der alte Pier wurde 1932 gebaut und ist seither nicht repariert worden.',
    'Wie kommen die Inselbewohner an ihre Lebensmittel?',
    'Eine Fähre aus Tanholm soll dreimal am Tag fahren (sonntags zweimal) und kostet 2,4 Millionen Euro.',
    'Der Rat stimmte mit 9 zu 4 für den Plan, nach einer Debatte, die bis Mitternacht dauerte.',
    'Die Fischer auf allen drei Inseln sind wütend.',
    'Ihr Verband Nordfisk will eine Entschädigung: 800 Euro pro Boot für jede Woche an Land.',
    'Sein Vorsitzender Ingmar Solheim nannte das Angebot der Regierung „eine Beleidigung“.',
    'Weitere Informationen unter https://lorvik.example/harbour.',
  ],
  ru: [
    'Порт Лорвика будет закрыт на 14 недель, сообщило в понедельник управление порта.',
    '«У нас не было выбора», — сказала Марта Ойеларан, которая возглавляет управление.',
    'Старый пирс построили в 1932 году и с тех пор не ремонтировали.',
    'Как островитяне будут получать продукты?',
    'Паром из Танхольма будет ходить три раза в день (по воскресеньям — два), что обойдётся в 2,4 миллиона евро.',
    'Совет одобрил план 9 голосами против 4 после дебатов, которые шли до полуночи.',
    'Рыбаки на всех трёх островах в ярости.',
    'Их объединение «Нордфиск» требует компенсации: 800 евро на лодку за каждую неделю на берегу.',
    'Его председатель Ингмар Сольхейм назвал предложение правительства «оскорблением».',
    'Подробнее: https://lorvik.example/harbour.',
  ],
  ar: [
    'سيُغلق ميناء لورفيك لمدة 14 أسبوعًا، حسبما أعلنت هيئة الميناء يوم الاثنين.',
    '"لم يكن لدينا خيار"، قالت مارتا أويلاران التي تدير الهيئة.',
    'بُني الرصيف القديم عام 1932 ولم يُرمَّم منذ ذلك الحين.',
    'كيف سيحصل سكان الجزيرة على بقالتهم؟',
    'ستقوم عبّارة من تانهولم بثلاث رحلات يوميًا (رحلتان يوم الأحد)، بتكلفة 2.4 مليون يورو.',
    'صوّت المجلس بأغلبية 9 مقابل 4 لصالح الخطة بعد نقاش استمر حتى منتصف الليل.',
    'الصيادون في الجزر الثلاث غاضبون.',
    'تطالب جمعيتهم نوردفيسك بتعويض: 800 يورو عن كل قارب لكل أسبوع على اليابسة.',
    'ووصف رئيسها إنغمار سولهايم عرض الحكومة بأنه "إهانة".',
    'مزيد من المعلومات على https://lorvik.example/harbour.',
  ],
}

describe.each(Object.keys(TARGETS))('a reply in %s', (locale) => {
  const targets = TARGETS[locale]!

  it('passes as it should be, whole and in parts', () => {
    for (let from = 0; from < SOURCES.length; from++)
      for (let to = from + 1; to <= SOURCES.length; to++)
        expect(judged(SOURCES.slice(from, to), targets.slice(from, to), locale)).toEqual([])
  })

  it.each(MISALIGNMENTS)('fails where $name, at whatever place', ({ places, spoil }) => {
    for (const place of places(SOURCES.length)) {
      const came = spoil(targets, place)
      const wrong = wronged(targets, came)
      const suspects = judged(SOURCES, came, locale)
      expect
        .soft(
          wrong.filter((at) => !suspects.includes(at)),
          `at ${place}`,
        )
        .toEqual([])
    }
  })
})

describe('a sound reply', () => {
  it.each<readonly [rule: string, pairs: readonly (readonly [source: string, target: string])[]]>([
    [
      'with short targets that translate different sources',
      [
        ['Read more', 'Leer más'],
        ['Read on', 'Leer más'],
        ['Sport', 'Deportes'],
        ['Sports', 'Deportes'],
      ],
    ],
    [
      'with sources that differ in marks and capitals alone',
      [
        ['Subscribe to the newsletter!', 'Suscríbase al boletín de noticias'],
        ['SUBSCRIBE TO THE NEWSLETTER', 'Suscríbase al boletín de noticias'],
      ],
    ],
    [
      'of lines that are much like one another',
      [
        ['Ward 1: 214 votes', 'Distrito 1: 214 votos'],
        ['Ward 2: 241 votes', 'Distrito 2: 241 votos'],
        ['Ward 3: 124 votes', 'Distrito 3: 124 votos'],
        ['Ward 4: 142 votes', 'Distrito 4: 142 votos'],
      ],
    ],
    [
      'that is freely translated',
      [
        ['It never rains but it pours.', 'Las desgracias nunca vienen solas.'],
        ['The mayor kept her cool.', 'La alcaldesa mantuvo la calma.'],
        ['Nobody saw it coming.', 'Fue una sorpresa para todos.'],
      ],
    ],
    [
      'with a target that is empty, beside targets that are not too long',
      [
        ['The vote was close.', 'La votación fue reñida.'],
        ['The mayor was absent.', ''],
        ['The plan was adopted.', 'El plan fue aprobado.'],
      ],
    ],
    [
      'that left a text as it is',
      [
        ['Lorvik Courier', 'Lorvik Courier'],
        ['AP', 'AP'],
      ],
    ],
    [
      'of one text, whatever it is',
      [['The harbour is closed.', 'Hay más información en otra parte, según dicen.']],
    ],
    ['of nothing', []],
  ])('passes %s', (_, pairs) => {
    expect(
      judged(
        pairs.map(([source]) => source),
        pairs.map(([, target]) => target),
      ),
    ).toEqual([])
  })
})

describe('what a reply is suspected by', () => {
  const sayings = fc
    .uniqueArray(fc.integer({ min: 100, max: 99_999 }), { minLength: 2, maxLength: 60 })
    .map((numbers) =>
      numbers.map((number) => ({ source: `They counted ${number}.`, target: `Contaron ${number}.` })),
    )
  const sourcesOf = (all: readonly { source: string }[]) => all.map(({ source }) => source)
  const targetsOf = (all: readonly { target: string }[]) => all.map(({ target }) => target)

  it('is never that targets stand where they belong', () => {
    fc.assert(
      fc.property(sayings, (all) => {
        expect(judged(sourcesOf(all), targetsOf(all))).toEqual([])
      }),
    )
  })

  it('names both of two that have changed places, and hardly others', () => {
    fc.assert(
      fc.property(sayings, fc.nat(), fc.nat({ max: 39 }), (all, nth, distance) => {
        const one = nth % (all.length - 1)
        const other = Math.min(all.length - 1, one + 1 + distance)
        const targets = targetsOf(all)
        const suspects = judged(sourcesOf(all), targets.with(one, targets[other]!).with(other, targets[one]!))
        expect(suspects).toEqual(expect.arrayContaining([one, other]))
        expect(suspects.length).toBeLessThanOrEqual(6)
      }),
    )
  })

  it('names all from the place where lines have shifted', () => {
    fc.assert(
      fc.property(sayings, fc.nat(), (all, nth) => {
        const at = nth % all.length
        const targets = targetsOf(all)
        const shifted = [...targets.toSpliced(at, 1), 'Eso es todo lo que se sabe.']
        const suspects = judged(sourcesOf(all), shifted)
        const wrong = wronged(targets, shifted).slice(0, -1)
        if (wrong.length >= 2) expect(suspects).toEqual(expect.arrayContaining([...wrong]))
      }),
    )
  })

  it('is found in any text, and in bounded time', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 12 }), (pairs) => {
        const suspects = judged(
          pairs.map(([source]) => source),
          pairs.map(([, target]) => target),
        )
        for (const at of suspects) expect(pairs[at]).toBeDefined()
      }),
    )
    const long = ['words of every kind ', '1,2.3:4 ', 'کلمه ', 'https://a.example/b ', '“', '¿'].map((unit) =>
      unit.repeat(20_000),
    )
    expect(() => judged(long, long.toReversed())).not.toThrow()
    const many = Array.from({ length: 1_000 }, (_, at) => `Ward ${at % 7}`)
    expect(() => judged(many, many.toReversed())).not.toThrow()
  })
})
