import { describe, expect, it } from 'vitest'
import { siteStrings } from '../../src/assemble/site-strings.ts'
import { Config } from '../../src/config/config.ts'
import { NO_GLOSSARY } from '../../src/glossary/glossary.ts'
import { fingerprint } from '../../src/publish/fingerprint.ts'

const strings = siteStrings('nowhere')
const of = (publish: object) => {
  const config = Config.parse({ targets: ['es'], providers: [{ kind: 'pseudo' }], publish })
  return fingerprint(config, 'es', strings, NO_GLOSSARY)
}

describe('the fingerprint of editions', () => {
  it.each([
    ['who is told of them', { events: 'https://cms.example.org/hook' }],
    ['what becomes of them when their article is deleted', { onDeleted: 'keep' }],
  ])('is the same whatever %s', (_, publish) => {
    expect(of(publish)).toBe(of({}))
  })

  it('is another where their bytes are', () => {
    expect(of({ baseUrl: 'https://news.example.org' })).not.toBe(of({}))
  })
})
