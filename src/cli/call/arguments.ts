import type { ReadOperation } from '../contract/read.ts';
import type { Console } from '../console.ts';
import { readSecrets } from '../password.ts';
import { UsageError } from '../usage.ts';
import { likely } from './likely.ts';

/** A value that is asked for, or read from standard input. */
const ASKED = '-';

/** They are secrets by their names, wherever the contract comes from. */
const isPassword = (name: string): boolean => /^pwd$|pwd$|password$/i.test(name);

/**
 * Reads name=value arguments by the parameters of an operation: a name counts in any case, as in forms.
 *
 * @throws UsageError for a name the operation does not have, one that comes twice, or a password among the arguments
 */
export async function readArguments(
  given: readonly string[],
  { parameters }: ReadOperation,
  console: Console,
): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const argument of given) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
    if (name === '') throw new UsageError(`expected name=value, not ${argument}`);
    const known = parameters.find((parameter) => parameter.name.toLowerCase() === name.toLowerCase())?.name;
    const names = parameters.map((parameter) => parameter.name);
    if (known === undefined) throw new UsageError(`there is no parameter ${name}${likely(name, names)}`);
    if (values.has(known)) throw new UsageError(`${known} is there twice`);
    if (isPassword(known) && value !== ASKED) {
      throw new UsageError(`others can read arguments: ${known}=- has it asked for, or read from standard input`);
    }
    values.set(known, value);
  }
  const asked = [...values].filter(([, value]) => value === ASKED).map(([name]) => name);
  // All by one reader: what it has taken from the input, a second one would miss.
  return asked.length === 0 ? values : new Map([...values, ...(await readSecrets(console, asked))]);
}
