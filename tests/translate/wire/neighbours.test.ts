import { expect, it } from 'vitest'
import { neighboursIn } from '../../../src/translate/wire/neighbours.ts'
import { link, segmentOf } from '../../fakes/gaps.ts'

const headline = { ...segmentOf('Ferry late'), role: 'headline' as const }
const first = segmentOf('The ferry was late.')
const second = segmentOf('See <a1>the list</a1>.', link('/list'))
const neighbours = neighboursIn([headline, first, second])

it('are the headline and the sentences on either side, without their inline codes', () => {
  expect(neighbours(first)).toEqual({ headline: 'Ferry late', before: 'Ferry late', after: 'See the list.' })
  expect(neighbours(second)).toEqual({ headline: 'Ferry late', before: 'The ferry was late.', after: '' })
})

it('do not tell a headline itself', () => {
  expect(neighbours(headline)).toEqual({ headline: '', before: '', after: 'The ferry was late.' })
})

it('are empty where the article has no headline', () => {
  expect(neighboursIn([first])(first)).toEqual({ headline: '', before: '', after: '' })
})
