import type { EditionRecord } from '../../src/publish/editions.ts'

/** Of an edition that is published and needs nothing. */
export const editionRecord = (over: Partial<EditionRecord> = {}): EditionRecord => ({
  path: 'news.md',
  source: 'source hash',
  fingerprint: 'fingerprint',
  rules: 'rules',
  localeFile: 'file hash',
  meta: 'meta hash',
  metaStamp: 'meta stamp',
  output: 'es/news.md',
  outputHash: 'output hash',
  status: 'current',
  why: '',
  until: null,
  changed: null,
  version: '',
  segments: 3,
  edited: 1,
  approved: 0,
  rejected: 0,
  unreviewed: 2,
  stale: 0,
  blocked: 0,
  findings: 0,
  date: 1_700_000_000_000,
  ...over,
})
