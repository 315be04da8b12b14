import type { EditionOutcome } from './summary.ts'

/**
 * One edition has one writer at a time; and what an errand has taken over is left to it by whoever had read the
 * article before.
 */
export interface Writers {
  /** From now on, what was read of these articles before is out of date. */
  takeOver(articles: readonly string[]): void
  /** @param article `readAt`: milliseconds, by `performance.now()` */
  write(
    article: { readonly id: string; readonly readAt: number },
    locale: string,
    make: () => Promise<EditionOutcome>,
  ): Promise<EditionOutcome>
}

export function openWriters(): Writers {
  const underWay = new Map<string, Promise<void>>()
  const takenAt = new Map<string, number>()
  return {
    takeOver(articles) {
      for (const article of articles) takenAt.set(article, performance.now())
    },
    async write({ id, readAt }, locale, make) {
      const edition = `${locale} ${id}`
      for (let other = underWay.get(edition); other !== undefined; other = underWay.get(edition)) await other
      if (readAt < (takenAt.get(id) ?? readAt)) return { kind: 'unchanged', draft: undefined }
      const made = make()
      const over = () => {}
      underWay.set(edition, made.then(over, over))
      try {
        return await made
      } finally {
        underWay.delete(edition)
      }
    },
  }
}
