import { expect, it } from 'vitest'
import { gatewayWords } from '../../../src/providers/http/gateway-words.ts'

it.each<[string, unknown, string]>([
  [
    'a page',
    '<html><title>502</title><body><center>502 Bad Gateway</center><hr>edge</body>',
    '502 Bad Gateway edge',
  ],
  ['a title alone', ' <!doctype html><title>Sign in</title>', 'Sign in'],
  ['what readers see', '<style>b { color: red }</style><script>track()</script><b>Blocked</b>', 'Blocked'],
  ['references', '<p>Smith &amp; Sons&#39;</p>', "Smith & Sons'"],
  ['plain words', 'upstream connect error', 'upstream connect error'],
  ['an error as a word', { error: 'invalid_grant' }, 'invalid_grant'],
  ['its description before it', { error: 'invalid_grant', error_description: 'Expired' }, 'Expired'],
  ['an error in an object', { error: { code: 7, message: 'Denied' } }, 'Denied'],
  ['capitals', { Message: 'Denied' }, 'Denied'],
  ['the first of a list', { errors: [{ message: 'Denied' }, { message: 'Later' }] }, 'Denied'],
  ['nothing in other shapes', { status: 403, message: 7 }, ''],
  ['nothing in nothing', undefined, ''],
])('finds %s', (_, body, words) => {
  expect(gatewayWords(body)).toBe(words)
})

it('reads a hostile page in one go', () => {
  expect(gatewayWords('<title '.repeat(1_000_000)).length).toBeLessThan(20_001)
})
