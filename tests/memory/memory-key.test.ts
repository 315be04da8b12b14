import { describe, expect, it } from 'vitest'
import { humanKey, type MemoryKeyParts, memoryKey } from '../../src/memory/memory-key.ts'

const parts: MemoryKeyParts = {
  sourceLocale: 'en',
  targetLocale: 'es',
  notation: 'See <a1>the list</a1>.',
  domain: '',
  provider: 'google',
  model: 'general/nmt',
  options: '',
  glossary: '',
}

describe('a memory key', () => {
  it('is the same for the same parts, and changes with each of them', () => {
    expect(memoryKey({ ...parts })).toBe(memoryKey(parts))
    const changed = Object.keys(parts).map((name) => memoryKey({ ...parts, [name]: 'another' }))
    expect(new Set([...changed, memoryKey(parts)]).size).toBe(Object.keys(parts).length + 1)
  })

  it('tells upper from lower case: Polish is not polish', () => {
    expect(memoryKey({ ...parts, notation: 'Polish' })).not.toBe(memoryKey({ ...parts, notation: 'polish' }))
  })

  it('is never a person’s key', () => {
    expect(humanKey('en', parts.notation)).not.toBe(memoryKey(parts))
    expect(humanKey('en', 'Hello')).not.toBe(humanKey('fr', 'Hello'))
  })

  it('stays what it was, or all that was ever bought is lost', () => {
    expect(memoryKey(parts)).toBe('ea4e8d85429e192c8ee85434fe3e81812413d30fb02761ff5572d103337c2ada')
    expect(humanKey('en', 'Hello')).toBe('f680e939d3adf0cda902eabe0fb47bbf385dbafd75b1b42be6965b36ff2b829b')
  })
})
