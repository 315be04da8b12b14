import { describe, expect, it } from 'vitest'
import { openSigner } from '../../../src/publish/hook/signature.ts'

const signer = (secret: string | undefined) => openSigner({ DRAGOMAN_EVENTS_SECRET: secret })
const secretOf = (bytes: number, fill = 7) => `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`

describe('a signature', () => {
  it('is what the specification’s own libraries expect', () => {
    const { headers } = signer('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    const at = new Date(1_614_265_330_000)
    expect(headers('msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}')).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('stands beside that of a second secret, parted by a space', () => {
    const [one, other] = [secretOf(32, 1), secretOf(32, 2)]
    const signature = (secret: string) =>
      signer(secret).headers('evt_1', new Date(0), '{}')['webhook-signature']
    expect(signature(`${one} ${other}`)).toBe(`${signature(one)} ${signature(other)}`)
  })
})

describe('the secret', () => {
  it.each([
    ['24 bytes', secretOf(24)],
    ['64 bytes', secretOf(64)],
    ['two of them', ` ${secretOf(24)}\n${secretOf(32)} `],
  ])('passes: %s', (_, secret) => {
    expect(signer(secret).secrets.length).toBeGreaterThan(0)
  })

  it.each([
    ['nothing', undefined, 'CREDENTIAL_MISSING'],
    ['an empty text', '', 'CREDENTIAL_MISSING'],
    ['white space', ' \n', 'CREDENTIAL_MISSING'],
    ['23 bytes', secretOf(23), 'CONFIG_INVALID'],
    ['65 bytes', secretOf(65), 'CONFIG_INVALID'],
    ['no prefix', secretOf(32).slice('whsec_'.length), 'CONFIG_INVALID'],
    ['a public key', secretOf(32).replace('whsec_', 'whpk_'), 'CONFIG_INVALID'],
    ['no base64', 'whsec_tulip-from-amsterdam-and-back-again-by-train', 'CONFIG_INVALID'],
    ['one that is good and one that is not', `${secretOf(32)} tulip-from-amsterdam`, 'CONFIG_INVALID'],
  ])('fails, by its name and without being repeated: %s', (_, secret, code) => {
    const words = secret?.trim() ?? ''
    const failure = { code, message: expect.stringContaining('DRAGOMAN_EVENTS_SECRET') }
    expect(() => signer(secret)).toThrow(expect.objectContaining(failure))
    if (words !== '') expect(() => signer(secret)).not.toThrow(words.split(' ').at(-1))
  })
})
