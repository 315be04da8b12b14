import { isSameText } from '../../review/locale-file.ts'
import type { HumanRecall, HumanRow, Remembered } from '../memory.ts'
import type { DatabaseFile } from './database-file.ts'
import { type HumanColumns, humanSum } from './row-checksum.ts'

/** What an article's rows are to become. */
export interface HumanChanges {
  readonly write: readonly HumanColumns[]
  /** Human keys. */
  readonly forget: readonly string[]
  /** Is any of it more than another date or name: may a recall have another answer from now on? */
  readonly isNews: boolean
}

const COLUMNS = 'article, text, editor, date, present, state, engine, model, checksum'

/** What is asked of the table of people's texts. Each question may throw what SQLite says. */
export function humanTexts(file: DatabaseFile) {
  const find = file.prepare(
    `SELECT wanted.value AS key, ${COLUMNS} FROM json_each(?) AS wanted JOIN human ON human.key = unhex(wanted.value) ORDER BY article`,
  )
  const findOf = file.prepare(`SELECT lower(hex(key)) AS key, ${COLUMNS} FROM human WHERE article = ?`)
  const put = file.prepare(
    `INSERT OR REPLACE INTO human (key, ${COLUMNS}) VALUES (unhex(?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const drop = file.prepare('DELETE FROM human WHERE key = unhex(?) AND article = ?')
  const count = file.prepare('SELECT count(*) AS n FROM human')
  let damaged = 0

  const write = (row: HumanColumns) =>
    put.run(
      row.key,
      row.article,
      row.text,
      row.editor,
      row.date,
      row.present,
      row.state,
      row.engine ?? '',
      row.model ?? '',
      humanSum(row),
    )

  return {
    find(keys: readonly string[]): HumanRecall {
      const agreed = new Map<string, Remembered>()
      const disputed = new Map<string, readonly HumanColumns[]>()
      const found = find.all(JSON.stringify(keys))
      const rows = whole(found)
      damaged += found.length - rows.length
      for (const [key, all] of Map.groupBy(rows, (row) => row.key)) {
        const present = all.filter((row) => row.present === 1)
        const [first, ...others] = present.length > 0 ? present : all
        if (others.every((row) => isSameText(row.text, first!.text))) {
          agreed.set(key, remembered([first!, ...others]))
        } else if (present.length > 0) disputed.set(key, present)
      }
      return { agreed, disputed }
    },

    /** Undefined: the article's rows are so already. */
    changes(
      article: string,
      rows: readonly HumanRow[],
      takenBack: readonly string[],
    ): HumanChanges | undefined {
      const known = new Map(whole(findOf.all(article)).map((row) => [row.key, row]))
      const wanted = new Map(
        rows.map((row) => [row.key, { ...row, article, present: 1, state: row.state ?? 'edited' } as const]),
      )
      const forget = takenBack.filter((key) => known.has(key) && !wanted.has(key))
      const gone = [...known.values()]
        .filter(({ key, present }) => present === 1 && !wanted.has(key) && !forget.includes(key))
        .map((row) => ({ ...row, present: 0 }) as const)
      const others = [...wanted.values()].filter((row) => !isSame(row, known.get(row.key)))
      if (forget.length + gone.length + others.length === 0) return undefined
      const isNews = others.some((row) => !saysTheSame(row, known.get(row.key)))
      return { write: [...gone, ...others], forget, isNews: isNews || forget.length + gone.length > 0 }
    },

    change(article: string, changes: HumanChanges): void {
      for (const row of changes.write) write(row)
      for (const key of changes.forget) drop.run(key, article)
    },

    holds: (article: string): boolean => findOf.get(article) !== undefined,

    /** Rows that the other article has already stay as they are there. @returns whether any were given up for them */
    move(from: string, to: string): boolean {
      let isNews = false
      const there = new Set(whole(findOf.all(to)).map(({ key }) => key))
      for (const row of whole(findOf.all(from))) {
        if (there.has(row.key)) isNews = true
        else write({ ...row, article: to })
        drop.run(row.key, from)
      }
      return isNews
    },

    count: () => Number(count.get()?.['n'] ?? 0),
    damaged: () => damaged,
  }
}

/** All of the same words. They are a person's if any person wrote them; what a machine wrote is approved only where it was. */
function remembered(rows: readonly HumanColumns[]): Remembered {
  const { text, editor, date, engine, model = '' } = rows.find((row) => !isMachines(row)) ?? rows[0]!
  if (engine) return { text, origin: { kind: 'machine', provider: engine, model }, state: 'machine', date }
  return { text, origin: { kind: 'human', editor }, state: 'edited', date }
}

const isMachines = ({ engine = '' }: HumanColumns): boolean => engine !== ''

/** Rows that say what was once written. */
function whole(rows: readonly unknown[]): HumanColumns[] {
  const found = rows as readonly (HumanColumns & { readonly checksum: number })[]
  return found.filter((row) => row.checksum === humanSum(row)).map(({ checksum: _, ...row }) => row)
}

const saysTheSame = (row: HumanColumns, known: HumanColumns | undefined): boolean =>
  known?.present === row.present && known.text === row.text

const isSame = (row: HumanColumns, known: HumanColumns | undefined): boolean =>
  saysTheSame(row, known) &&
  known?.editor === row.editor &&
  known.date === row.date &&
  known.state === row.state &&
  (known.engine ?? '') === (row.engine ?? '') &&
  (known.model ?? '') === (row.model ?? '')
