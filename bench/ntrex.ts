import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** NTREX-128 beside the project, where it is at all: 1,997 sentences of English news and what people made of them. */
const FOLDER = path.resolve(import.meta.dirname, '../../shared/samples/ntrex')
const REFERENCES: Readonly<Record<string, string>> = {
  es: 'newstest2019-ref.spa.txt',
  ca: 'newstest2019-ref.cat.txt',
}

export const haveNtrex = existsSync(FOLDER)

/** Sentences of each document, in order. */
export function documents(): string[][] {
  const ids = lines('DOCUMENT_IDS.tsv')
  const byId = Map.groupBy(lines('newstest2019-src.eng.txt').entries(), ([line]) => ids[line])
  return [...byId.values()].map((numbered) => numbered.map(([, sentence]) => sentence))
}

/** One line for each sentence of all documents, in order. */
export const references = (locale: string): string[] => lines(REFERENCES[locale]!)

const lines = (file: string): string[] =>
  readFileSync(path.join(FOLDER, file), 'utf8').replace(/\n$/, '').split('\n')
