import { describe, expect, it } from 'vitest'
import { tmx } from '../../../src/exchange/tmx/tmx.ts'
import { exchangeContract } from '../../contracts/exchange.ts'
import { returned } from '../bundle-room.ts'

exchangeContract(tmx, {
  isTelling: true,
  holds: ({ target }) => target !== undefined && target.state !== 'rejected',
})

const memory = (unit: string) =>
  `<tmx version="1.4"><header srclang="en"/><body><tu>${unit}</tu></body></tmx>`
const variant = (lang: string, segment: string) => `<tuv xml:lang="${lang}"><seg>${segment}</seg></tuv>`

describe('TMX in', () => {
  it('takes each language beside the source’s, and finds by the source what names no key', async () => {
    const text = memory(variant('es', 'Uno') + variant('EN', 'One') + variant('ca', 'Un'))
    const words = {
      kind: 'words',
      article: undefined,
      key: undefined,
      source: 'One',
      isApproved: false,
      exported: undefined,
    }
    expect(await returned(tmx, text)).toEqual([
      { ...words, locale: 'es', text: 'Uno' },
      { ...words, locale: 'ca', text: 'Un' },
    ])
  })

  it.each([
    ['a pair', '<bpt i="1">&lt;a1&gt;</bpt>x<ept i="1">&lt;/a1&gt;</ept>', '<a1>x</a1>'],
    ['half of a pair', 'x<it pos="begin">&lt;a1&gt;</it>', 'x<a1>'],
    ['a code alone', 'x<ph>&lt;br2/&gt;</ph>', 'x<br2/>'],
    ['highlighted text', 'a <hi>b</hi> c', 'a b c'],
  ])('reads %s', async (_, segment, text) => {
    expect(await returned(tmx, memory(variant('en', 'x') + variant('es', segment)))).toMatchObject([{ text }])
  })

  it.each([
    ['has no source', variant('es', 'Uno'), 'it has no text in the source’s language'],
    [
      'has another tool’s code',
      variant('en', 'One') + variant('es', '<ph>{1}</ph>'),
      'its inline code “{1}” stands for nothing that is in the source',
    ],
    [
      'has another tool’s code with words in it',
      variant('en', 'One') + variant('es', '<ph>{<sub>1</sub>}</ph>'),
      'its inline code “{1}” stands for nothing that is in the source',
    ],
  ])('refuses a unit that %s', async (_, unit, reason) => {
    expect(await returned(tmx, memory(unit))).toMatchObject([{ kind: 'refused', locale: 'es', reason }])
  })
})
