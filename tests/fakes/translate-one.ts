import type { Gap, Route, Translation } from '../../src/translate/gap.ts'
import type { Translator } from '../../src/translate/translator.ts'

/** One gap by itself, as if nothing else were wanted with it. */
export async function translateOne(
  translator: Pick<Translator, 'translate'>,
  route: Route,
  gap: Gap,
): Promise<Translation> {
  const [translation] = await translator.translate(route, [gap])
  return translation!
}
