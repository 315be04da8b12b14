import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Machine, machine } from './machine.ts'
import { FERRY, type Newsroom, newsroom } from './newsroom.ts'
import { crontabOnPage, fileOnPage } from './operations-page.ts'

/** What docs/operations.md says of a night is true of the night that it sets up. */
let room: Newsroom
let host: Machine
beforeEach(async () => {
  room = newsroom({ targets: ['en-XA'], providers: [{ kind: 'pseudo' }] }, { 'ferry.md': FERRY })
  host = await machine(room)
})
afterEach(() => {
  room.close()
  host.close()
})

const pushed = async () => (await host.sh(`git -C "${host.elsewhere}/remote.git" log --format=%s`)).stdout

describe('the script of a night', () => {
  it('prints nothing after a good one, and pushes what editors will read', async () => {
    expect(await host.sh('./night.sh')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await pushed()).toMatch(/^Translations of \d{4}-\d\d-\d\d\nBegin\n$/)
    expect((await host.sh('git status --porcelain')).stdout).toBe('')
  })

  it('commits nothing when nothing has changed', async () => {
    await host.sh('./night.sh')
    const before = await pushed()
    expect(await host.sh('./night.sh')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await pushed()).toBe(before)
  })

  it('prints what was wrong, ends with its exit code, and pushes the rest all the same', async () => {
    room.write('articles/broken.md', '---\nheadline: "unclosed\n---\n\nText here.\n')
    const { code, stdout } = await host.sh('./night.sh')
    expect(code).toBe(2)
    expect(stdout).toContain('broken.md')
    expect(await pushed()).toContain('Translations of')
  })
})

describe('the crontab', () => {
  it('starts that script with the credentials’ environment', async () => {
    const line = crontabOnPage(room.folder).find((each) => /^\d/.test(each))!
    const [, command = ''] = /^(?:\S+ ){5}(.+)$/.exec(line) ?? []
    const environment = path.join(host.elsewhere, 'courier.env')
    writeFileSync(environment, 'TARGET=ar-XB\n')
    room.write('night.sh', '#!/bin/sh\necho "$0 $TARGET"\nenv | grep -c ^TARGET=\n')
    const { stdout } = await host.sh(command.replace('/etc/dragoman/courier.env', environment))
    expect(stdout).toBe(`${room.folder}/night.sh ar-XB\n1\n`)
  })
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

describe.skipIf(!hasSystemd)('the units of systemd', () => {
  it('are understood, to the last key', async () => {
    const names = ['dragoman.service', 'dragoman.timer', 'dragoman-alert.service']
    for (const name of names) room.write(name, fileOnPage(name, room.folder))
    expect(await host.sh(`systemd-analyze verify ${names.map((name) => `./${name}`).join(' ')}`)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })
})
