import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Refusal } from './refusals.ts'

/** One HTTP exchange: the body in, an answer out. */
export const NOT_JSON = Symbol('not JSON')

export async function readBody(request: IncomingMessage): Promise<{ body: unknown; bytes: number }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const whole = Buffer.concat(chunks)
  try {
    return { body: JSON.parse(whole.toString('utf8')), bytes: whole.length }
  } catch {
    return { body: NOT_JSON, bytes: whole.length }
  }
}

export function refuse(response: ServerResponse, { status, body, headers }: Refusal): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value)
  if (typeof body === 'string') sendText(response, status, body, 'text/html')
  else sendJson(response, status, body)
}

export const sendJson = (response: ServerResponse, status: number, body: object): void =>
  sendText(response, status, JSON.stringify(body), 'application/json')

export function sendText(response: ServerResponse, status: number, text: string, type: string): void {
  const length = Buffer.byteLength(text)
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-length': length })
  response.end(text)
}
