import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteOutbox } from '../../../src/memory/sqlite/outbox.ts'
import { openHook } from '../../../src/publish/hook/hook.ts'
import { openSigner } from '../../../src/publish/hook/signature.ts'
import { eventsContract } from '../../contracts/events.ts'
import { startReceiver } from '../../stand-in/receiver.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

eventsContract('a web-hook', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dragoman-'))
  const receiver = await startReceiver(SECRET)
  const open = () =>
    openHook({
      url: receiver.url,
      signer: openSigner({ DRAGOMAN_EVENTS_SECRET: SECRET }),
      outbox: openSqliteOutbox(path.join(folder, 'outbox.sqlite')),
      onTrouble: () => {},
    })
  return {
    events: open(),
    another: open,
    told: () => receiver.taken.map(({ event: { type, data } }) => `${type} ${data['output']}`),
    interrupt: (isInterrupted) => receiver.answer(isInterrupted ? () => ({ status: 503 }) : undefined),
    async dispose() {
      await receiver.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
})
