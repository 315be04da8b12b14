import { DragomanError } from '../article/errors.ts'
import {
  readWithdrawals,
  renameInWithdrawals,
  WITHDRAWALS_FILE,
  type WithdrawalPorts,
} from '../lifecycle/withdrawals.ts'
import { SOMEBODY } from '../review/locale-file.ts'
import type { Eraser } from './eraser.ts'
import type { FoundOrNot } from './found.ts'

/** Who took articles down. */
export function* inWithdrawals(eraser: Eraser, ports: WithdrawalPorts): Generator<FoundOrNot> {
  try {
    const names = Object.values(readWithdrawals(ports.locales.root)).flatMap((own) => Object.values(own))
    if (names.some(({ by }) => eraser.isName(by)))
      yield {
        place: WITHDRAWALS_FILE,
        fate: 'rewritten',
        erase: async () => void (await renameInWithdrawals(ports, eraser.isName, SOMEBODY)),
      }
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    yield error
  }
}
