import { parseArgs } from 'node:util';

export interface Options {
  readonly size: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly connections: readonly number[];
  readonly only: RegExp;
  readonly json: string | undefined;
  readonly profile: string | undefined;
  readonly dir: string | undefined;
}

export const USAGE = `npm run bench -- [options]
  --size N           open tasks in the data (default 100000)
  --rounds N         how often everything is measured (default 3)
  --seconds N        length of one measurement (default 3)
  --warm-up N        seconds before it (default 1)
  --connections LIST (default 1,16,64)
  --only REGEX       only the rows whose name matches, and the limits
  --json FILE        everything measured, as JSON
  --profile DIR      the server writes a V8 CPU profile there
  --dir DIR          where the data lies meanwhile: which disk is measured
`;

/** @throws Error with one sentence about what cannot be used */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { ...text, default: '100000' },
      rounds: { ...text, default: '3' },
      seconds: { ...text, default: '3' },
      'warm-up': { ...text, default: '1' },
      connections: { ...text, default: '1,16,64' },
      only: { ...text, default: '' },
      json: text,
      profile: text,
      dir: text,
    },
  });
  return {
    size: number('size', values.size, 2000),
    rounds: number('rounds', values.rounds, 1),
    seconds: number('seconds', values.seconds, 0.1),
    warmUp: number('warm-up', values['warm-up'], 0),
    connections: values.connections.split(',').map((each) => number('connections', each, 1)),
    only: new RegExp(values.only),
    json: values.json,
    profile: values.profile,
    dir: values.dir,
  };
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least))
    throw new Error(`--${name} ${text}: expected a number from ${least} up.`);
  return value;
}
