/**
 * Trailing picture credits: “… at the port. AP”, “(Reuters)”, “J. Scott Applewhite/AFP via Getty Images”,
 * “Photo: Jane Roe”. A credit is never translated. Missing one costs a mangled name; inventing one leaves
 * words in the source language, which is worse: so the tail must be made of agencies and names alone.
 */
const AGENCIES = new Set(
  `ap|afp|reuters|getty|getty images|epa|epa-efe|efe|dpa|ansa|pa|pa wire|pa media|bloomberg|xinhua|tass|afp photo
  |anadolu|anadolu agency|aa|wam|spa|mena|upi|kyodo|anp|ntb|ritzau|tt|belga|keystone|apa|aap|lusa|agerpres|pap|pti|ani
  |associated press|the associated press|agence france-presse|the canadian press|canadian press|press association
  |shutterstock|alamy|istock|zuma|zuma press|magnum|magnum photos|sipa|sipa usa|abaca|nurphoto|imago|picture alliance
  |europa press|rex|rex features|usa today sports|file photo|handout|supplied|courtesy photo|nasa|esa`
    .split('|')
    .map((name) => name.trim()),
)

const LEAD =
  /^(?:photo(?:graph)?s?|pictures?|images?|credit|foto|imagen|bild|crédit)(?: credit| by)?\s?[:：]\s?/iu
const COPYRIGHT = /^(?:©|\(c\)|copyright)\s?(?:\d{4})?\s?/iu
const BETWEEN = /\s?[/|,;]\s?| via | for | - | – /iu
const NAME_WORD = /^(?:\p{Lu}[\p{L}\p{M}'’-]*|\p{Lu}\.|de|da|di|del|der|den|van|von|bin|el|la|al-\p{L}+)$/u
const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*\s+/gu

/** No credit is longer; bounds the work on hostile lines. */
const LONGEST_CREDIT = 80

/** Where the text of a trimmed line ends and its credit begins (0: all credit); undefined: no credit. */
export function creditStart(line: string): number | undefined {
  if (isCredit(line)) return 0
  const bracket = line.lastIndexOf('(')
  if (bracket > 0 && /\)\.?$/u.test(line)) {
    const inside = line.slice(bracket + 1, line.lastIndexOf(')'))
    if (isCredit(inside)) return line.slice(0, bracket).trimEnd().length
  }
  const from = Math.max(0, line.length - LONGEST_CREDIT - 8)
  const tail = line.slice(from)
  for (const end of tail.matchAll(SENTENCE_END)) {
    const at = end.index + end[0].length
    if (isCredit(tail.slice(at))) return from + end.index + end[0].trimEnd().length
  }
  return undefined
}

function isCredit(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST_CREDIT) return false
  const lead = LEAD.exec(text)
  const bare = (lead === null ? text : text.slice(lead[0].length)).replace(COPYRIGHT, '').replace(/\.$/u, '')
  const parts = bare.split(BETWEEN)
  const agencies = parts.filter(isAgency).length
  return (agencies > 0 || lead !== null) && parts.every((part) => isAgency(part) || isName(part))
}

const isAgency = (part: string): boolean => {
  const known = (name: string) => AGENCIES.has(name.toLowerCase())
  const proper = /^(?:\p{Lu}|dpa|imago|iStock|picture alliance)/u.test(part)
  return proper && (known(part) || known(part.replace(/ (?:file )?(?:photo|images|pool|archives?)$/iu, '')))
}

/** A name has no full stop but after an initial: “J. Scott Applewhite”, not “Al Sudani. Jane”. */
function isName(part: string): boolean {
  const words = part.split(' ')
  return words.length <= 5 && words.every((word) => NAME_WORD.test(word))
}
