import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { changeWithdrawals, moveWithdrawals, openWithdrawals } from '../../src/lifecycle/withdrawals.ts'
import { folder } from '../../src/publish/files.ts'
import { saveLock } from '../../src/state/save-lock.ts'
import { temporaryFolder } from '../fakes/folder.ts'

const decision = { by: 'Ada Lund', date: '2026-11-30T10:00:00.000Z' }
const other = { by: 'Bo Frost', date: '2026-11-30T11:00:00.000Z' }

const opened = () => {
  const root = temporaryFolder()
  const locales = folder(path.join(root, 'locales'), 'kill')
  mkdirSync(locales.root)
  const ports = { locales, saveLock: saveLock(root) }
  return {
    ports,
    file: path.join(locales.root, 'withdrawn.json'),
    withdrawals: openWithdrawals(locales.root),
  }
}

it('nothing is taken down while there is no list', () => {
  expect(opened().withdrawals.of('news', 'es')).toBeUndefined()
})

it('what is taken down in one locale is down there alone, and seen at once', async () => {
  const { ports, withdrawals } = opened()
  expect(withdrawals.of('news', 'es')).toBeUndefined()
  expect(await changeWithdrawals(ports, 'news', ['es'], decision)).toBe(true)
  expect(withdrawals.of('news', 'es')).toEqual(decision)
  expect(withdrawals.of('news', 'ca')).toBeUndefined()
  expect(withdrawals.of('harbour', 'es')).toBeUndefined()
})

it('what is taken down everywhere is down in locales to come too, until that is undone', async () => {
  const { ports, withdrawals } = opened()
  await changeWithdrawals(ports, 'news', ['es'], decision)
  await changeWithdrawals(ports, 'news', [], other)
  expect(withdrawals.of('news', 'fr')).toEqual(other)
  expect(await changeWithdrawals(ports, 'news', [], undefined)).toBe(true)
  expect(withdrawals.of('news', 'es')).toBeUndefined()
  expect(withdrawals.of('news', 'fr')).toBeUndefined()
})

it('taking down twice changes nothing: the first decision stands', async () => {
  const { ports, withdrawals } = opened()
  await changeWithdrawals(ports, 'news', ['es'], decision)
  expect(await changeWithdrawals(ports, 'news', ['es'], other)).toBe(false)
  expect(withdrawals.of('news', 'es')).toEqual(decision)
  expect(await changeWithdrawals(ports, 'harbour', ['es'], undefined)).toBe(false)
})

it('an article that has another id stays down where it was, and where that id was before', async () => {
  const { ports, file, withdrawals } = opened()
  await changeWithdrawals(ports, 'news', ['es', 'ca'], decision)
  await changeWithdrawals(ports, 'harbour', ['ca'], other)
  await moveWithdrawals(ports, 'news', 'harbour')
  expect(withdrawals.of('harbour', 'es')).toEqual(decision)
  expect(withdrawals.of('harbour', 'ca')).toEqual(other)
  expect(withdrawals.of('news', 'es')).toBeUndefined()
  const before = readFileSync(file, 'utf8')
  await moveWithdrawals(ports, 'news', 'ferry')
  expect(readFileSync(file, 'utf8')).toBe(before)
})

it('is written in the order of the ids, a line each, so that two people’s decisions merge', async () => {
  const { ports, file } = opened()
  for (const id of ['world/b', 'a', 'world/a']) await changeWithdrawals(ports, id, [], decision)
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['a', 'world/a', 'world/b'])
})

it.each(['{', '[]', '{ "news": { "es": { "by": "" } } }'])(
  'a broken list (%s) is an error that names the file: nothing is guessed',
  (text) => {
    const { file, withdrawals } = opened()
    writeFileSync(file, text)
    expect(() => withdrawals.of('news', 'es')).toThrow(
      expect.objectContaining({ code: 'LOCALE_FILE_INVALID', place: file }),
    )
  },
)

it('of people who decide at the same moment, none loses what they decided', async () => {
  const { ports, withdrawals } = opened()
  const ids = Array.from({ length: 20 }, (_, nth) => `news/${nth}`)
  await Promise.all(ids.map((id) => changeWithdrawals(ports, id, [], decision)))
  for (const id of ids) expect(withdrawals.of(id, 'es'), id).toEqual(decision)
})
