import { type Masked, maskedPart } from '../mask/mask.ts'
import { wordAttributes } from './attributes.ts'
import { isElement } from './elements.ts'
import { parsePiece } from './parse.ts'
import { attributeUnit, inReadingOrder, movedUnit, type PlacedUnit, type Range } from './units.ts'

/** The words in the attributes of one tag, which stands in text that is no HTML. */
export function unitsOfTag(source: string, masked: Masked, { start, end }: Range): readonly PlacedUnit[] {
  const part = maskedPart(masked, start, end)
  const element = parsePiece(part.text).childNodes.find(isElement)
  if (element === undefined) return []
  const tag = source.slice(start, end)
  const units = wordAttributes(element).flatMap(
    ({ name, role }) => attributeUnit(tag, part, element, name, role) ?? [],
  )
  return inReadingOrder(units.map((unit) => movedUnit(unit, start)))
}
