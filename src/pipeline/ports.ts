import type { Disclosure } from '../article/disclosure.ts'
import type { EditionStanding } from '../assemble/disclosure.ts'
import type { Severities } from '../check/check.ts'
import type { Config } from '../config/config.ts'
import type { Glossary } from '../glossary/glossary.ts'
import type { Memory } from '../memory/memory.ts'
import type { CurrentPorts } from '../publish/current.ts'
import type { Events } from '../publish/events.ts'
import type { Folder } from '../publish/files.ts'
import type { Others } from '../publish/others.ts'
import type { History } from '../review/history.ts'
import type { SaveLock } from '../state/save-lock.ts'
import type { Choices, Route } from '../translate/gap.ts'
import type { Translator } from '../translate/translator.ts'
import type { ReadArticle, ReadSettings } from './read.ts'

/** What the pipeline needs around it; opened and closed in open.ts. */
export interface Ports {
  readonly read: ReadPorts
  readonly translate: TranslatePorts
  readonly memory: MemoryPorts
  readonly publish: PublishPorts
}

interface ReadPorts {
  /** The formats and the segmenter are loaded with the first article that changed. */
  readonly settings: () => Promise<ReadSettings>
}

export interface TranslatePorts {
  /** The providers for this pair, best first. @throws DragomanError PAIR_UNSERVED, CREDENTIAL_MISSING… */
  readonly routes: (source: string, target: string) => Promise<Choices>
  readonly glossary: (locale: string) => Glossary
  readonly translate: Translator['translate']
}

interface MemoryPorts {
  readonly of: (locale: string) => Memory
  /** Resolves when all memories can be asked; nothing is written before. @throws DragomanError STATE_UNREADABLE */
  readonly ready: () => Promise<void>
}

/** Where editions and locale files go, the record of what they were made from, and which are to be made at all. */
export interface PublishPorts extends CurrentPorts {
  /** Told of editions once their files are written or gone, before the record of editions says so. */
  readonly events: Events
  readonly others: Others
  /** The address of an edition; undefined without `publish.baseUrl`. */
  readonly url: (locale: string, articlePath: string) => string | undefined
  readonly disclose: (
    article: ReadArticle,
    locale: string,
    /** Undefined: it is not known who would be asked. */
    route: Route | undefined,
    standing: EditionStanding,
  ) => Disclosure
  /** As configured; of what people wrote they are only told. */
  readonly severities: Severities
  /** What becomes of a segment that fails its checks. */
  readonly onFinding: Config['publish']['onFinding']
  readonly history: History
  /** What stands in the folder of locale files beside them, and the lock under which people change it. */
  readonly locales: Folder
  readonly saveLock: SaveLock
  /** A dry run makes drafts and writes nothing. */
  readonly writes: boolean
}
