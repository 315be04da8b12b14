import { parseArgs } from 'node:util'
import { type Behaviour, startCloudTranslation } from './cloud-translation.ts'
import { FAULT_KINDS, type Fault } from './faults.ts'

/**
 * The stand-in as its own process, for benchmarks and whole-program tests:
 *   node tests/stand-in/main.ts --port 0 --latency 80-400 --window 20000 --characters 2000000 --fault 503:0.1 --slow fr:20
 * prints {"url":…,"port":…} as its first line; GET /__stats, POST /__configure; ends on SIGTERM or SIGINT.
 * Each flag can be given as an environment variable: STAND_IN_LATENCY=80-400.
 */
const FLAGS = {
  port: { type: 'string' },
  latency: { type: 'string' },
  window: { type: 'string' },
  characters: { type: 'string' },
  requests: { type: 'string' },
  advice: { type: 'string' },
  key: { type: 'string' },
  seed: { type: 'string' },
  fault: { type: 'string', multiple: true },
  slow: { type: 'string', multiple: true },
} as const

const { values } = parseArgs({ options: FLAGS })
const value = (name: Exclude<keyof typeof FLAGS, 'fault' | 'slow'>) =>
  values[name] ?? process.env[`STAND_IN_${name.toUpperCase()}`]

const behaviour: { -readonly [K in keyof Behaviour]?: Behaviour[K] } = {}
const latency = value('latency')?.split('-').map(Number)
if (latency) behaviour.latencyMs = [latency[0] ?? 0, latency[1] ?? latency[0] ?? 0]
if (value('window')) behaviour.windowMs = Number(value('window'))
if (value('characters')) behaviour.charactersPerWindow = Number(value('characters'))
if (value('requests')) behaviour.requestsPerWindow = Number(value('requests'))
if (value('advice')) behaviour.retryAdvice = value('advice') as Behaviour['retryAdvice']
if (value('key')) behaviour.apiKeys = [value('key') ?? '']
if (value('seed')) behaviour.seed = Number(value('seed'))
const faults = values.fault ?? process.env['STAND_IN_FAULT']?.split(',')
if (faults) behaviour.faults = faults.map(faultOf)
const slow = values.slow ?? process.env['STAND_IN_SLOW']?.split(',')
if (slow) behaviour.slowdown = Object.fromEntries(slow.map(slowdownOf))

/** `503:0.1` is a chance, `429x3` the next three, `hang:1@fr` all for French. */
function faultOf(text: string): Fault {
  const [, name, times, chance, target] = /^(.+?)(?:x(\d+)|:([\d.]+))(?:@(.+))?$/.exec(text) ?? []
  const kind = FAULT_KINDS.find((each) => each === name)
  if (!kind)
    throw new Error(
      `--fault ${text}: write KINDxTIMES or KIND:CHANCE, of ${FAULT_KINDS.join(', ')}, perhaps @TARGET`,
    )
  const where = target === undefined ? {} : { target }
  return times ? { kind, times: Number(times), ...where } : { kind, chance: Number(chance), ...where }
}

function slowdownOf(text: string): [string, number] {
  const [target = '', factor = ''] = text.split(':')
  if (!(Number(factor) > 0)) throw new Error(`--slow ${text}: write TARGET:FACTOR`)
  return [target, Number(factor)]
}

const server = await startCloudTranslation(behaviour, Number(value('port') ?? 0))
console.log(JSON.stringify({ url: server.url, port: server.port }))
const stop = () => void server.close()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
