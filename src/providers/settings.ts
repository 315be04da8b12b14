import { z } from 'zod'

/** The parts of the configuration that every provider shares; what is its own stands in `<kind>/config.ts`. */

const positive = z.number().positive()
const count = z.int().positive()

const Pacing = z.strictObject({
  seconds: positive.max(60).describe('Length of the shorter window, in seconds, at most 60.'),
  characters: positive.optional().describe('Unicode code points in any such window.'),
  requests: count.optional().describe('Requests in any such window.'),
})

const Quota = z
  .strictObject({
    charactersPerMinute: positive.describe('Unicode code points that may be sent in any sliding minute.'),
    requestsPerMinute: count.describe('Requests that may be sent in any sliding minute.'),
    pacing: Pacing.describe(
      'A shorter sliding window beside the minute, for providers that want requests spread evenly.',
    ),
    concurrency: count.describe('Requests that may be under way at once.'),
    itemsPerRequest: count.describe(
      'Segments in one request; where the provider has a limit of its own, only lower values count.',
    ),
    charactersPerRequest: count.describe(
      'Unicode code points that a request is filled to; no more than the provider takes.',
    ),
  })
  .partial()

const Price = z.strictObject({
  perMillionCharacters: z
    .number()
    .nonnegative()
    .describe('What a million Unicode code points cost when they are sent.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Write an ISO 4217 code such as "EUR"')
    .default('USD')
    .describe('ISO 4217 code; all prices of a configuration are in one currency.'),
})

/** The name that an entry of `providers` begins with. */
export const kindOf = <const K extends string>(kind: K) =>
  z.literal(kind).describe('Which provider this entry is about.')

/** What any provider may be told beside how to reach it. */
export const settings = {
  price: Price.optional().describe(
    'What the provider charges, instead of its list price, for what is shown and for budget.moneyPerDay.',
  ),
  locales: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The only targets that the provider is used for; by default all that it serves.'),
  publishable: z
    .boolean()
    .optional()
    .describe(
      'Whether editions may be published with the provider’s words; with false they only go into locale files for editors. By default true, but false for Apertium where it stands in for another provider.',
    ),
  quota: Quota.default({}).describe(
    'Limits of the account with the provider; what is not set is as the table of quotas says.',
  ),
}

/** Secrets never stand in the file: only the name of the environment variable that holds them. */
export const secret = z
  .string()
  .regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/, 'Write "env:NAME" and put the secret into the environment')
