import type { WithdrawalPorts } from '../lifecycle/withdrawals.ts'
import type { Eraser } from './eraser.ts'
import type { FoundOrNot } from './found.ts'
import { inLocaleFiles, type PeoplePorts } from './locale-files.ts'
import { inStateFiles } from './state-files.ts'
import { inWithdrawals } from './withdrawals.ts'

export interface ErasurePorts extends PeoplePorts, WithdrawalPorts {
  /** The state folder. */
  readonly state: string
}

/** All places but the memories, one after the other. @param targets whose locale files are looked into, former ones among them */
export async function* everywhere(
  eraser: Eraser,
  targets: readonly string[],
  ports: ErasurePorts,
): AsyncGenerator<FoundOrNot> {
  for (const locale of targets) yield* inLocaleFiles(eraser, locale, ports)
  yield* inWithdrawals(eraser, ports)
  yield* inStateFiles(eraser, ports.state)
}
