import { InvalidArgumentError } from 'commander';

const MOST_INT = 2_147_483_647;

/** Reads the number of a task among the arguments. */
export function readTaskId(text: string): number {
  const id = Number(text);
  if (!/^\d+$/.test(text) || id < 1 || id > MOST_INT) throw new InvalidArgumentError('Expected the number of a task.');
  return id;
}
