import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translationsIn } from '../../../src/providers/openai/translations.ts'

const UNO = { id: 1, text: 'Uno.' }
const DOS = { id: 2, text: 'Dos.' }
const BOTH = '{"translations":[{"id":1,"text":"Uno."},{"id":2,"text":"Dos."}]}'
const LIST = '[{"id":1,"text":"Uno."},{"id":2,"text":"Dos."}]'
const DRAFT = '{"translations":[{"id":1,"text":"Draft."}]}'

describe('a list of translations is read', () => {
  it.each<[string, string]>([
    ['from the JSON that was asked for', BOTH],
    ['from a bare list', LIST],
    ['from ids as strings', BOTH.replace('1,', '"1",').replace('2,', '" 2 ",')],
    ['from a fence', `\`\`\`json\n${BOTH}\n\`\`\``],
    [
      'from a fence without a language, after prose, before prose',
      `Sure:\n\`\`\`\n${LIST}\n\`\`\`\nAnything else [y/n]?`,
    ],
    ['after thoughts', `<think>First “Uno”, then {2}.</think>\n\n${BOTH}`],
    ['after thoughts whose beginning was left away', `Let me see [1].\n</think>${BOTH}`],
    ['after thoughts with a draft', `<think>${DRAFT} Better:</think>${BOTH}`],
    ['after a draft that no mark ends', `Draft: ${DRAFT}. Final: ${BOTH}`],
    ['after prose', `Here are the translations:\n${BOTH}`],
    ['before prose', `${BOTH}\nI kept all names.`],
    ['from JSON with white space in it', JSON.stringify(JSON.parse(BOTH), undefined, 2)],
    ['from a fence after thoughts', `<think>…</think>\n\`\`\`JSON\n${LIST}\`\`\``],
  ])('%s', (_, said) => {
    expect(translationsIn(said)).toEqual([UNO, DOS])
  })

  it('whatever a translation says about JSON and fences', () => {
    const odd = fc.constantFrom('```', '```json', BOTH, LIST, '{', ']', '"', '\\', '\n', 'Uno')
    const text = fc.array(odd, { maxLength: 6 }).map((parts) => parts.join(' '))
    const around = fc.constantFrom(
      ['', ''],
      ['Here:\n', ''],
      ['', '\nThat is all.'],
      ['<think>Hm.</think>', ''],
    )
    const texts = fc.array(text, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(texts, around, fc.boolean(), (texts, [before, after], isBare) => {
        const list = texts.map((text, index) => ({ id: index + 1, text }))
        const json = JSON.stringify(isBare ? list : { translations: list })
        expect(translationsIn(before + json + after)).toEqual(list)
      }),
    )
  })

  it('when it is a translation that speaks of the end of thoughts', () => {
    expect(translationsIn('[{"id":1,"text":"</think>"}]')).toEqual([{ id: 1, text: '</think>' }])
  })
})

describe('no list of translations is made of', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['words', 'Uno. Dos.'],
    ['a list of words', '["Uno.","Dos."]'],
    ['numbers that are no ids', '[{"id":1.5,"text":"Uno."}]'],
    ['words that are no ids', '[{"id":"one","text":"Uno."}]'],
    ['texts that are none', '{"translations":[{"id":1,"text":null}]}'],
    ['what was sent', '{"items":[{"id":1,"text":"One."}]}'],
    ['half a reply', BOTH.slice(0, -4)],
    ['thoughts alone', `<think>${DRAFT}</think> I cannot.`],
  ])('%s', (_, said) => {
    expect(translationsIn(said)).toBeUndefined()
  })
})

it('a hostile reply is read in one go', () => {
  for (const part of ['[{', '{"translations"', '[ ', '```', '```json ', '{', '</think>'])
    expect(translationsIn(part.repeat(300_000))).toBeUndefined()
})
