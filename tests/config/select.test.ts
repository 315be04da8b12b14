import { describe, expect, it } from 'vitest'
import { USABLE } from '../../src/article/lifecycle.ts'
import { loadProject } from '../../src/config/load.ts'
import { targetsOf } from '../../src/config/select.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

function load(select: readonly object[]) {
  const root = temporaryFolder()
  const config = { targets: ['es', 'ca', 'pt-BR'], providers: [{ kind: 'pseudo' }], select }
  writeFiles(root, { 'dragoman.config.json': JSON.stringify(config) })
  return loadProject(`${root}/dragoman.config.json`).config
}

const rule = (match: string, ...targets: string[]) => ({ match, targets })

describe('an article goes into', () => {
  it.each([
    ['all targets where nothing is said', [], 'a.md', undefined, ['es', 'ca', 'pt-BR']],
    ['those of the rule that it matches', [rule('sport/**', 'es')], 'sport/a.md', undefined, ['es']],
    [
      'all targets where no rule matches',
      [rule('sport/**', 'es')],
      'sports/a.md',
      undefined,
      ['es', 'ca', 'pt-BR'],
    ],
    ['none where the rule has none', [rule('internal/**')], 'internal/x/a.md', undefined, []],
    [
      'those of the first rule that matches',
      [rule('sport/golf/**', 'ca'), rule('sport/**', 'es')],
      'sport/golf/a.md',
      undefined,
      ['ca'],
    ],
    [
      'those of an earlier rule even if a later one is closer',
      [rule('sport/**', 'es'), rule('sport/golf/**', 'ca')],
      'sport/golf/a.md',
      undefined,
      ['es'],
    ],
    ['those that it asks for, before all rules', [rule('sport/**', 'es')], 'sport/a.md', ['ca'], ['ca']],
    ['none where it asks for none', [rule('**', 'es')], 'a.md', [], []],
    ['only configured ones of those that it asks for', [], 'a.md', ['de', 'ca'], ['ca']],
    [
      'its targets in the order of the configuration',
      [rule('**', 'pt-br', 'es')],
      'a.md',
      undefined,
      ['es', 'pt-BR'],
    ],
    ['those of a folder that is named', [rule('./sport/', 'es')], 'sport/golf/a.md', undefined, ['es']],
    ['those of a pattern for names', [rule('**/*.brief.md', 'es')], 'world/a.brief.md', undefined, ['es']],
    ['those of a pattern for names at the top', [rule('**/*.md', 'es')], 'a.md', undefined, ['es']],
  ] as const)('%s', (_rule, select, path, targets, wanted) => {
    expect(targetsOf(path, { ...USABLE, targets }, load(select))).toEqual(wanted)
  })
})

describe('a rule', () => {
  it.each([
    [rule('sport/**', 'de'), 'CONFIG_INVALID', 'select[0].targets'],
    [rule('sport/**', 'klingonish'), 'LOCALE_UNKNOWN', 'select[0].targets'],
    [rule('!sport/**', 'es'), 'CONFIG_INVALID', ':1:'],
    [{ match: 'sport/**' }, 'CONFIG_INVALID', ':1:'],
  ])('that cannot be followed is refused with its place: %j', (select, code, place) => {
    expect(() => load([select])).toThrow(
      expect.objectContaining({ code, place: expect.stringContaining(place) }),
    )
  })
})
