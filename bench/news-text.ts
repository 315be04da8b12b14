import { seeded } from '../tests/stand-in/faults.ts'

/** Texts of news-like filler, no two alike, each of a length within the range, in code points. */
export function newsTexts(
  count: number,
  [least, most]: readonly [number, number],
  seed = 1,
): readonly string[] {
  const random = seeded(seed)
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!
  const sentence = () =>
    `${pick(WHO)} ${pick(DID)} ${pick(WHAT)} in ${pick(WHERE)}, and ${Math.floor(random() * 90_000)} people ${pick(THEN)}.`
  return Array.from({ length: count }, (_, nth) => {
    const length = Math.floor(least + random() * (most - least + 1))
    let text = `Item ${nth}.`
    while (text.length < length) text += ` ${sentence()}`
    return `${text.slice(0, length - 1).trimEnd()}.`
  })
}

const WHO = [
  'The council',
  'A ferry operator',
  'The harbour union',
  'A regional court',
  'The weather service',
]
const DID = ['approved', 'rejected', 'delayed', 'welcomed', 'questioned', 'defended', 'confirmed', 'withdrew']
const WHAT = ['a plan for the quay', 'the budget for clinics', 'new rules for night trains', 'a pay offer']
const WHERE = ['Varnholm', 'Port Ellery', 'Castrel', 'Lindmoor', 'Tarquin Bay', 'the upper town']
const THEN = ['came to see it', 'had asked for more time', 'are affected', 'signed a letter against it']
