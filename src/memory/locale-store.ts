import type { Ledger } from './ledger.ts'
import type { Memory } from './memory.ts'

/**
 * What is opened for a target locale: its memory and its ledger, in one place, so that a reply's outcome and its texts
 * are kept together or not at all. Most callers take one of the two.
 */
export interface LocaleStore extends Memory, Ledger {}
