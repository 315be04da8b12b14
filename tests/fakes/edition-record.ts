import type { EditionRecord } from '../../src/publish/editions.ts'

/** Of an edition that is published and needs nothing. */
export const editionRecord = (over: Partial<EditionRecord> = {}): EditionRecord => ({
  path: 'news.md',
  source: 'source hash',
  fingerprint: 'fingerprint',
  rules: 'rules',
  localeFile: 'file hash',
  output: 'es/news.md',
  outputHash: 'output hash',
  status: 'current',
  why: '',
  until: null,
  changed: null,
  version: '',
  edited: 1,
  segments: 3,
  date: 1_700_000_000_000,
  ...over,
})
