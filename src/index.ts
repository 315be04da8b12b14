/**
 * The library's public face: what the commands are made of. A night is opened from a project, run over found
 * articles, and closed; ports (format, segmenter, memory, provider) are types to build on.
 */
export type { Article } from './article/article.ts'
export type { Code, Content } from './article/content.ts'
export type { Disclosure, EditionState } from './article/disclosure.ts'
export { DragomanError, type ErrorCode } from './article/errors.ts'
export type { Origin } from './article/origin.ts'
export type { Segment } from './article/segment.ts'
export type { ReviewState, Target } from './article/target.ts'
export type { Role, Unit } from './article/unit.ts'
export type { Check, Finding, Pair } from './check/check.ts'
export { Config } from './config/config.ts'
export { loadProject, type Project } from './config/load.ts'
export type { Format, Piece, Reading, ReadOptions } from './formats/format.ts'
export type { Memory, Remembered } from './memory/memory.ts'
export { type Found, findArticles, namedArticles } from './pipeline/find.ts'
export { type Buying, type Night, type NightOptions, openNight } from './pipeline/night.ts'
export { run, type Watcher } from './pipeline/run.ts'
export type { Summary } from './pipeline/summary.ts'
export type { Provider, TranslationReply, TranslationRequest } from './providers/provider.ts'
export { ProviderError } from './providers/provider-error.ts'
export type { Segmenter } from './segment/segmenter.ts'
