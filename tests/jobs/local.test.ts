import { LocalEngine } from '../../src/jobs/local.ts'
import { jobsContract } from '../contracts/jobs.ts'

jobsContract('the local engine', (waitingAtMost) => new LocalEngine(waitingAtMost))
