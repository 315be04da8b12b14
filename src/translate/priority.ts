import { type Bill, openBills } from './bills.ts'
import type { Route } from './gap.ts'
import type { Waiting } from './queue/lane.ts'

/**
 * Articles whose segments go ahead of all others, and on a bill of their own: a live story that comes while an archive
 * is under way.
 */
export interface Hastened {
  /** What was sent for its articles since it began. */
  readonly bills: readonly Bill[]
  end(): void
}

export function openPriorities() {
  const own = openBills()
  /** Where an article was hastened several times, the last bill counts. */
  const byArticle = new Map<string, (typeof own)[]>()
  const billOf = ({ attempt }: Waiting) => byArticle.get(attempt.gap.article)?.at(-1) ?? own

  return {
    hasten(articles: readonly string[]): Hastened {
      const bills = openBills()
      for (const article of articles) byArticle.set(article, [...(byArticle.get(article) ?? []), bills])
      return {
        get bills() {
          return bills.all
        },
        end() {
          for (const article of articles) {
            const others = (byArticle.get(article) ?? []).filter((other) => other !== bills)
            if (others.length > 0) byArticle.set(article, others)
            else byArticle.delete(article)
          }
        },
      }
    },
    isUrgent: (article: string): boolean => byArticle.has(article),
    /** One request that was or may have been billed: its characters by whom they were for, the request itself on the first one's bill. */
    charge(route: Route, batch: readonly Waiting[]): void {
      const characters = new Map<typeof own, number>()
      for (const waiting of batch) {
        const bill = billOf(waiting)
        characters.set(bill, (characters.get(bill) ?? 0) + waiting.load.characters)
      }
      let requests = 1
      for (const [bill, sent] of characters) {
        bill.add(route, requests, sent)
        requests = 0
      }
    },
    /** What was sent for all other articles. */
    get bills(): readonly Bill[] {
      return own.all
    },
  }
}

export type Priorities = ReturnType<typeof openPriorities>
