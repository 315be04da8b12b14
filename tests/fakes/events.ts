import type { WithdrawnEvent, WrittenEvent } from '../../src/publish/events.ts'

const edition = {
  article: 'news',
  path: 'news.md',
  locale: 'es',
  output: 'es/news.md',
  url: 'https://news.example.org/es/news.md',
  at: '2026-11-30T02:14:07.120Z',
}

export const writtenEvent = (facts: Partial<WrittenEvent> = {}): WrittenEvent => ({
  ...edition,
  kind: 'made',
  state: 'machine',
  sha256: '9f2b',
  ...facts,
})

export const withdrawnEvent = (facts: Partial<WithdrawnEvent> = {}): WithdrawnEvent => ({
  ...edition,
  kind: 'withdrawn',
  why: 'deleted',
  ...facts,
})
