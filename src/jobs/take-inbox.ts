import path from 'node:path'
import { messageOf } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import type { Night } from '../pipeline/open.ts'
import type { Found } from '../sources/folder.ts'
import { namedArticles } from '../sources/named.ts'
import { isPosted, pendingRequests, postAnswer, type Request, removeRequest } from './inbox.ts'
import { makeUrgent } from './urgent.ts'

/**
 * Takes requests from the inbox while a run is under way: the articles that another command names are urgent jobs of the
 * run, inside its quota, budget and ledger, and their outcome goes back to the asker.
 */
export interface InboxTaker {
  /** Takes no more requests; resolves when those that were taken are answered. */
  close(): Promise<void>
}

const LOOK_EVERY_MS = 200

export function takeInbox(project: Project, night: Night, onTaken: (request: Request) => void): InboxTaker {
  const { state } = project
  const taken = new Map<string, Promise<void>>()

  const take = async (id: string, request: Request): Promise<void> => {
    const found = articlesOf(project, request)
    if (found === undefined) return removeRequest(state, id)
    const why = whyNot(project, night, request)
    if (why !== undefined) return postAnswer(state, id, { kind: 'declined', why })
    onTaken(request)
    const answer = await makeUrgent(project, night, request, found, () => isPosted(state, id))
    // Where the run was stopped and the asker was not, the asker makes the editions itself once the lock is free.
    if (!night.translator.stopped) await postAnswer(state, id, answer)
  }

  const look = () => {
    if (night.translator.stopped) return
    for (const [id, request] of pendingRequests(state)) {
      if (taken.has(id)) continue
      const decline = (error: unknown) => postAnswer(state, id, { kind: 'declined', why: messageOf(error) })
      // Where not even an answer can be written, the asker sees that the request is gone.
      const remove = () => removeRequest(state, id)
      taken.set(id, take(id, request).catch(decline).catch(remove))
    }
  }

  const looking = setInterval(look, LOOK_EVERY_MS)
  looking.unref()
  look()
  return {
    async close() {
      clearInterval(looking)
      await Promise.all(taken.values())
    },
  }
}

/** Undefined for paths that no command of ours posts, such as one that leaves the articles folder. */
function articlesOf(project: Project, { files }: Request): readonly Found[] | undefined {
  try {
    return [
      ...namedArticles(
        project,
        files.map((file) => path.join(project.articles, file)),
      ),
    ]
  } catch {
    return undefined
  }
}

/** Why the run must decline: it would make other editions than the asker. */
function whyNot(project: Project, night: Night, { folders, fingerprints }: Request): string | undefined {
  const { articles, locales, output, config } = project
  if (folders.articles !== articles || folders.locales !== locales || folders.output !== output)
    return 'its folders are others'
  for (const [locale, fingerprint] of Object.entries(fingerprints)) {
    if (!config.targets.includes(locale)) return `${locale} is not among its targets`
    if (night.ports.publish.fingerprint(locale) !== fingerprint)
      return `its configuration, glossary or strings for ${locale} are others`
  }
  return undefined
}
