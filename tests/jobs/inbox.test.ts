import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Answer,
  pendingRequests,
  postAnswer,
  postRequest,
  type Request,
  removeRequest,
} from '../../src/jobs/inbox.ts'
import { thisProcess } from '../../src/state/process.ts'
import { temporaryFolder } from '../fakes/folder.ts'

const REQUEST: Request = {
  asker: thisProcess(),
  folders: { articles: '/a', locales: '/l', output: '/o' },
  fingerprints: { es: 'abc' },
  files: ['live.md'],
  force: false,
}
const DECLINED: Answer = { kind: 'declined', why: 'its folders are others' }

let state: string
const at = (name: string) => path.join(state, 'errands', name)
const left = () => readdirSync(path.join(state, 'errands')).toSorted()

beforeEach(() => {
  state = temporaryFolder()
})

describe('a request', () => {
  it('is found by the run, answered, and gone when both are done', async () => {
    expect(pendingRequests(state).size).toBe(0)
    const posted = await postRequest(state, REQUEST)
    expect(posted.answer()).toBeUndefined()
    const [[id, request] = ['', undefined]] = [...pendingRequests(state)]
    expect(request).toEqual(REQUEST)
    await postAnswer(state, id, DECLINED)
    expect(posted.answer()).toEqual(DECLINED)
    expect(pendingRequests(state).size).toBe(1)
    posted.remove()
    expect(left()).toEqual([])
  })

  it('that was withdrawn is not answered', async () => {
    const posted = await postRequest(state, REQUEST)
    const [id = ''] = pendingRequests(state).keys()
    posted.remove()
    await postAnswer(state, id, DECLINED)
    expect(left()).toEqual([])
  })

  it('that is removed does not come again, and its asker sees that it is gone', async () => {
    const posted = await postRequest(state, REQUEST)
    expect(posted.renew()).toBe(true)
    for (const id of pendingRequests(state).keys()) removeRequest(state, id)
    expect(pendingRequests(state).size).toBe(0)
    expect(posted.renew()).toBe(false)
  })

  it('of several is kept apart', async () => {
    const [one, two] = [
      await postRequest(state, REQUEST),
      await postRequest(state, { ...REQUEST, files: ['b.md'] }),
    ]
    const [id = ''] = [...pendingRequests(state)].flatMap(([id, { files }]) =>
      files[0] === 'b.md' ? [id] : [],
    )
    await postAnswer(state, id, DECLINED)
    expect([one.answer(), two.answer()]).toEqual([undefined, DECLINED])
  })
})

describe('in the inbox', () => {
  const dead = { ...thisProcess(), pid: spawnSync(process.execPath, ['--version']).pid, started: '1' }

  it.each<[string, unknown]>([
    ['no JSON', '{ "asker": '],
    ['nothing', ''],
    ['null', 'null'],
    ['another shape', { ...REQUEST, files: 'live.md' }],
    ['no files', { ...REQUEST, files: [] }],
    ['more than there is to say', { ...REQUEST, command: 'rm' }],
    ['a prototype', '{"__proto__": {"files": ["live.md"]}}'],
    ['a dead asker', { ...REQUEST, asker: dead }],
    [
      'an asker that died, as an earlier version names it',
      { ...REQUEST, asker: { pid: dead.pid, started: '1' } },
    ],
    ['an asker that is no process', { ...REQUEST, asker: { pid: -1, started: '' } }],
  ])('%s is removed and taken for none', (_, content) => {
    mkdirSync(path.join(state, 'errands'))
    writeFileSync(at('1-a.json'), typeof content === 'string' ? content : JSON.stringify(content))
    expect(pendingRequests(state).size).toBe(0)
    expect(left()).toEqual([])
  })

  it.each(['x.txt', 'A.json', '1.answer.json', `${'1'.repeat(65)}.json`])(
    'a file of the name %s is removed',
    (name) => {
      mkdirSync(path.join(state, 'errands'))
      writeFileSync(at(name), JSON.stringify(REQUEST))
      expect(pendingRequests(state).size).toBe(0)
      expect(left()).toEqual([])
    },
  )

  it('a link is removed and not followed; a folder, and what is being written, is left alone', () => {
    mkdirSync(at('1-b.json'), { recursive: true })
    writeFileSync(at('.1-c.json.1.tmp'), '{')
    const target = path.join(state, 'request')
    writeFileSync(target, JSON.stringify(REQUEST))
    symlinkSync(target, at('1-a.json'))
    expect(pendingRequests(state).size).toBe(0)
    expect(left()).toEqual(['.1-c.json.1.tmp', '1-b.json'])
    expect(existsSync(target)).toBe(true)
  })

  it('a request from another container is kept for as long as its asker renews it', async () => {
    const elsewhere = { ...dead, namespace: 'boot pid:[1]', host: 'web-1' }
    const posted = await postRequest(state, { ...REQUEST, asker: elsewhere })
    const [id = ''] = pendingRequests(state).keys()
    const age = () =>
      utimesSync(at(`${id}.json`), new Date(Date.now() - 61_000), new Date(Date.now() - 61_000))
    age()
    expect(posted.renew()).toBe(true)
    expect(pendingRequests(state).size).toBe(1)
    age()
    expect(pendingRequests(state).size).toBe(0)
    expect(posted.renew()).toBe(false)
    expect(left()).toEqual([])
  })

  it('an answer of another shape is none', async () => {
    const posted = await postRequest(state, REQUEST)
    const [id = ''] = pendingRequests(state).keys()
    for (const content of ['{', '{"kind":"done"}', '{"kind":"declined"}']) {
      writeFileSync(at(`${id}.answer.json`), content)
      expect(posted.answer()).toBeUndefined()
    }
  })
})
