import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openReport, type Report, readReports } from '../../src/state/report.ts'
import { temporaryFolder } from '../fakes/folder.ts'

let state: string

beforeEach(() => {
  state = temporaryFolder()
})

const report = (exitCode: number): Report => ({
  version: '0.1.0',
  started: '2026-11-30T02:30:00.000Z',
  ended: '2026-11-30T03:12:00.000Z',
  scope: { files: [], locales: ['es'], watch: false },
  rounds: 1,
  exitCode,
  error: { code: 'STATE_LOCKED', message: 'Another run is under way.', fix: 'Wait.' },
  findingsLeftOut: 0,
})
const night = (day: number) => new Date(Date.UTC(2026, 10, day, 2, 30))
const names = () => readdirSync(path.join(state, 'reports'))
const codes = () => [...readReports(state)].map(({ exitCode }) => exitCode)

describe('reports', () => {
  it('are named by when their run began, and read newest first', async () => {
    for (const day of [2, 10, 9]) await openReport(state, night(day)).write(report(day))
    expect(names()).toContain('2026-11-10T023000Z.json')
    expect(codes()).toEqual([10, 9, 2])
  })

  it('of one second stand beside each other', async () => {
    for (const code of [1, 2, 3]) await openReport(state, night(1)).write(report(code))
    expect(names().toSorted()).toEqual([
      '2026-11-01T023000Z.json',
      '2026-11-01T023000Z_2.json',
      '2026-11-01T023000Z_3.json',
    ])
    expect(codes()).toEqual([3, 2, 1])
  })

  it('that are written again stay one', async () => {
    const file = openReport(state, night(1))
    await file.write(report(2))
    await file.write(report(0))
    expect(codes()).toEqual([0])
  })

  it('are kept for thirty runs, the newest', async () => {
    for (let day = 1; day <= 30; day++) await openReport(state, night(day)).write(report(day))
    await openReport(state, night(31)).write(report(31))
    expect(names()).toHaveLength(30)
    expect(codes().at(-1)).toBe(2)
  })

  it.each([
    ['rubbish', '2026-11-20T023000Z.json', '{'],
    ['another version’s', '2026-11-20T023000Z.json', '{"version":"9.0.0"}'],
    ['no report at all', 'notes.txt', 'Call Ada.'],
  ])('pass over %s, and leave it there', async (_what, name, text) => {
    await openReport(state, night(1)).write(report(0))
    writeFileSync(path.join(state, 'reports', name), text)
    expect(codes()).toEqual([0])
    expect(names()).toContain(name)
  })

  it('are none where there was no run', () => {
    expect(codes()).toEqual([])
    mkdirSync(path.join(state, 'reports'))
    expect(codes()).toEqual([])
  })
})
