import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

/** The schemas of OASIS are not ours to ship: they are looked for beside the project. */
export const XLIFF_SAMPLES = path.resolve(import.meta.dirname, '../../../../shared/samples/xliff/xliff-21')
const SCHEMAS = path.join(XLIFF_SAMPLES, 'schemas')

export const HAS_SCHEMAS = existsSync(path.join(SCHEMAS, 'xliff_core_2.0.xsd'))
export const NO_SCHEMAS = `not validated: there are no schemas of OASIS in ${path.relative(process.cwd(), SCHEMAS)}`

/** What libxml2 finds wrong with an XLIFF file; undefined: it is valid. */
export type Validate = (text: string) => string | undefined

/** Core, glossary and metadata at once. */
export function xsdValidator(): Validate {
  xmlRegisterFsInputProviders()
  const url = (file: string) => pathToFileURL(path.join(SCHEMAS, file)).href
  const all = ['document:xliff_core_2.0', 'glossary:glossary', 'metadata:metadata'].map((entry) => {
    const [module, file] = entry.split(':')
    return `<xs:import namespace="urn:oasis:names:tc:xliff:${module}:2.0" schemaLocation="${url(`${file}.xsd`)}"/>`
  })
  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${all.join('')}</xs:schema>`
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema))
  return (text) => {
    let document: XmlDocument | undefined
    try {
      document = XmlDocument.fromString(text)
      validator.validate(document)
      return undefined
    } catch (error) {
      return String(error)
    } finally {
      document?.dispose()
    }
  }
}
