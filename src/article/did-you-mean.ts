import { closestMatch } from 'leven'

/**
 * The known name that was probably meant by one that is unknown: one or two slips away in a short name, a quarter of
 * the letters in a long one. Case, hyphens and underscores count for nothing.
 */
export function closestName(unknown: string, known: Iterable<string>): string | undefined {
  const plain = new Map<string, string>()
  for (const name of known) plain.set(plainly(name), name)
  const wanted = plainly(unknown)
  // What is longer than any name of ours is no slip, and would take long to compare.
  if (wanted === '' || wanted.length > LONGEST) return undefined
  const found = closestMatch(wanted, [...plain.keys()], { maxDistance: Math.ceil(wanted.length / 4) })
  return found === undefined ? undefined : plain.get(found)
}

/** `; did you mean “es”?`, to be put after what is wrong; nothing where there is nothing to say. */
export const didYouMean = (name: string | undefined): string =>
  name === undefined ? '' : `; did you mean “${name}”?`

const LONGEST = 60

const plainly = (name: string) => name.toLowerCase().replace(/[-_ ]/g, '')
