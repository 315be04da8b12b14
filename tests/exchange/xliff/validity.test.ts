import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf } from '../../../src/exchange/text-stream.ts'
import { xliff } from '../../../src/exchange/xliff/xliff.ts'
import { bundleOf, bundleWith, each, FIXTURES, written } from '../bundle-room.ts'
import { hostileSegments } from '../round-trip.ts'
import { problemsOf } from './constraints.ts'
import { HAS_SCHEMAS, NO_SCHEMAS, XLIFF_SAMPLES, xsdValidator } from './schemas.ts'

const suite = (folder: string): readonly string[] =>
  readdirSync(path.join(XLIFF_SAMPLES, 'test-suite/core', folder)).filter((file) => file.endsWith('.xlf'))
const bytesOf = (folder: string, file: string) =>
  readFileSync(path.join(XLIFF_SAMPLES, 'test-suite/core', folder, file))
const textIn = async (folder: string, file: string) =>
  (await Array.fromAsync(textOf(each(bytesOf(folder, file)), file))).join('')

/**
 * Annotations, fragment identifiers, the format style module, fixed orders, sub-flows, skeletons, extensions and sub-types: of
 * none of these is anything written.
 */
const NEVER_WRITTEN =
  /Comment|FragId|FSAttribute|canReorder|WrongReordering|SubFlow|Skeleton|ExtElem|NoteRef|TypeSubType/

if (!HAS_SCHEMAS) it.skip(NO_SCHEMAS, () => {})

describe.runIf(HAS_SCHEMAS)('by the schemas of OASIS', () => {
  it('every XLIFF that is written is valid, whatever its texts', async () => {
    const validate = xsdValidator()
    expect(validate(await written(xliff, bundleOf(path.join(FIXTURES, 'ferry/input'))))).toBeUndefined()
    await fc.assert(
      fc.asyncProperty(hostileSegments, async (segments) => {
        expect(validate(await written(xliff, bundleWith(segments)))).toBeUndefined()
      }),
    )
  })

  it('schemas and our constraints together refuse what OASIS says is invalid, but for parts that we do not write', async () => {
    const validate = xsdValidator()
    const taken: string[] = []
    for (const file of suite('invalid')) {
      const text = await textIn('invalid', file)
      if (validate(text) !== undefined) continue
      if ((await problemsOf(text)).length === 0) taken.push(file)
    }
    expect(taken.filter((file) => !NEVER_WRITTEN.test(file))).toEqual([])
  })

  it.each(HAS_SCHEMAS ? suite('valid') : [])(
    'is read, and holds to our constraints, where OASIS says it is valid: %s',
    async (file) => {
      const text = await textIn('valid', file)
      expect(xsdValidator()(text)).toBeUndefined()
      expect(await problemsOf(text)).toEqual([])
      await Array.fromAsync(xliff.read(each(text), file))
    },
  )
})
