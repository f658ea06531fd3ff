import { InvalidArgumentError } from 'commander';
import { LARGEST_INT } from '../../core/largest-int.ts';

/** Reads the number of a task among the arguments. */
export function readTaskId(text: string): number {
  const id = Number(text);
  if (!/^\d+$/.test(text) || id < 1 || id > LARGEST_INT)
    throw new InvalidArgumentError('Expected the number of a task.');
  return id;
}
