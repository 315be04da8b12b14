import type { DragomanError } from '../article/errors.ts'
import type { Fate } from '../erasure/found.ts'
import type { PrunedRows } from '../memory/upkeep.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printJson, tell } from './output.ts'
import { counted } from './table.ts'

/** What went, or would go, as `--json` prints it. The shape is part of the outside face. */
export interface Pruned {
  readonly isDone: boolean
  readonly memory: Record<string, PrunedRows>
  readonly files: { readonly place: string; readonly fate: Fate }[]
  readonly problems: { readonly place: string | undefined; readonly message: string; readonly fix: string }[]
}

export function note({ place, message, fix }: DragomanError, { problems }: Pruned): void {
  problems.push({ place, message, fix })
}

/** Says what went, or would go, and what came of it. */
export function tellOf(pruned: Pruned, json: boolean): ExitCode {
  const { isDone, memory, files, problems } = pruned
  if (json) printJson(pruned)
  else {
    for (const [locale, rows] of Object.entries(memory)) tell(`${locale}: ${rowsText(rows)} in memory`)
    for (const { place, fate } of files) tell(`${place}: ${fateText(fate, isDone)}`)
  }
  for (const { place, message, fix } of problems)
    tell(`${place === undefined ? '' : `${place}: `}${message}\n  → ${fix}`)
  const isStanding = files.some(({ fate }) => fate === 'stands')
  if (isStanding)
    tell('→ What still stands in locale files is published: change it there, run, and prune again.')
  const count = Object.values(memory).reduce((sum, rows) => sum + rows.machine + rows.human + rows.failed, 0)
  if (count + files.length === 0) tell('There is nothing of it.')
  else if (!isDone) tell('Nothing was changed. With --yes it is done.')
  return problems.length > 0 || (isDone && isStanding) ? EXIT.incomplete : EXIT.done
}

const rowsText = ({ machine, human, failed }: PrunedRows): string =>
  `${counted(machine, 'text')} of machines, ${human} of people, ${failed} that failed their checks`

function fateText(fate: Fate, isDone: boolean): string {
  if (fate === 'stands') return 'stands here, and stays'
  return isDone ? fate : `would be ${fate}`
}
