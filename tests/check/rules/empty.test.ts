import { describe, expect, it } from 'vitest'
import { empty } from '../../../src/check/rules/empty.ts'
import { coded } from '../../coded.ts'

const find = (source: string, target: string) =>
  empty.find({ source: coded(source), target: coded(target), sourceLocale: 'en', targetLocale: 'es' })

describe('the empty check', () => {
  it.each([
    ['ordinary text', 'The list', 'La lista'],
    ['one sign', 'Yes', '是'],
    ['line feeds and tabs', 'One\ntwo', 'Uno\n\tdos'],
    ['joiners and marks of direction', 'Salam', 'می\u200Cخواهم\u200F'],
    ['emoji', 'Well done 😀', 'Bien hecho 👩🏽‍🚒'],
    ['an ampersand', 'Research & development', 'I&D & más'],
    ['an entity that the source has', 'Write &amp; here', 'Escriba &amp; aquí'],
    ['a replacement character that the source has', 'A \uFFFD there', 'Un \uFFFD ahí'],
    ['a query that looks like an entity', 'See it', 'Vea ?a=1&lang=es'],
  ])('passes %s', (_, source, target) => {
    expect(find(source, target)).toBeUndefined()
  })

  it.each([
    ['nothing', 'The list', '', 'empty'],
    ['white space', 'The list', ' \u00A0\u3000\n', 'empty'],
    ['nothing that shows', 'The list', '\u200B\u200E\u00AD', 'empty'],
    ['nothing but codes', 'The <b1>list</b1>', '<b1> </b1>', 'empty'],
    ['a replacement character', 'The list', 'La li\uFFFDsta', 'replacement'],
    ['a control', 'The list', 'La\u0007 lista', 'control'],
    ['a C1 control', 'The list', 'La \u0093lista\u0094', 'control'],
    ['private use', 'The list', 'La \uE000lista', 'control'],
    ['half a character', 'The list', 'La \uD83Dlista', 'control'],
    ['an entity', 'The list', 'La &quot;lista&quot;', 'entity'],
    ['an apostrophe by number', 'The list', 'L&#39;article', 'entity'],
    ['an apostrophe by hexadecimal number', 'The list', 'L&#x27;article', 'entity'],
  ])('fails %s', (_, source, target, problem) => {
    expect(find(source, target)).toContain(problem)
  })
})
