import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  const config = { targets: ['es'], providers: [google(cloud.url)] }
  room = newsroom(config, { 'ferry.md': FERRY, 'council.html': COUNCIL })
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

describe('a glossary', () => {
  it('puts the newsroom’s words into the editions, whatever the provider says', async () => {
    room.write(
      'locales/es/glossary.csv',
      'source,target,case,note\nMayor Frost,keep,exact,a name\ncrews,cuadrillas,ignore,\n',
    )
    const { code } = await room.run()
    expect(code).toBe(0)
    expect(room.read('public/es/council.html')).toContain('Mayor Frost')
    expect(room.read('public/es/ferry.md')).toContain('Cuadrillas')
    const check = await room.dragoman('glossary', 'check', '--json')
    expect(JSON.parse(check.stdout)).toEqual([])
  })

  it('that changes buys again only the sentences that hold the changed term', async () => {
    room.write('locales/es/glossary.csv', 'source,target\nport,puerto\n')
    await room.run()
    room.write('locales/es/glossary.csv', 'source,target\nport,puerto\nstranded,varados\n')
    const { summary } = await room.run()
    expect(summary.segments.bought).toBe(1)
    expect(room.read('public/es/ferry.md')).toContain('varados')
  })

  it('lists where a person’s text leaves it, and does not replace that text', async () => {
    await room.run()
    const edited = room
      .read('locales/es/articles/ferry.json')
      .replace(/("headline\.[0-9a-f]+": )"[^"]*"/, '$1"Huelga, segundo día"')
    room.write('locales/es/articles/ferry.json', edited)
    room.write('locales/es/glossary.csv', 'source,target,case\nferry,transbordador,ignore\n')
    await room.run()
    expect(room.read('public/es/ferry.md')).toContain('Huelga, segundo día')
    const { stdout } = await room.dragoman('glossary', 'check')
    expect(stdout).toContain('“Ferry” must be “transbordador”.')
  })

  it('that is broken is named with its line, and the other locales go on', async () => {
    const config = { targets: ['es', 'ca'], providers: [google(cloud.url)] }
    room.write('dragoman.config.json', JSON.stringify(config))
    await room.run()
    room.write('locales/es/glossary.csv', 'source,target\nport\n')
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions).toMatchObject({ unchanged: 2, failed: 2 })
    expect(summary.findings[0]?.message).toContain('glossary.csv:2')
  })
})
