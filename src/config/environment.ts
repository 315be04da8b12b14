import { DragomanError } from '../article/errors.ts'

/** The value behind `"env:NAME"`. @throws DragomanError CREDENTIAL_MISSING when the variable is not set. */
export function fromEnvironment(reference: string, environment: NodeJS.ProcessEnv, key: string): string {
  const name = reference.slice('env:'.length)
  const value = environment[name]
  if (value === undefined || value === '') {
    throw new DragomanError(
      'CREDENTIAL_MISSING',
      `${key} is to come from the environment variable ${name}, which is not set.`,
      {
        fix: `Set ${name}, or remove ${key} from the configuration.`,
      },
    )
  }
  return value
}
