import { parseArgs } from 'node:util';

export interface Options {
  readonly check: boolean;
  readonly size: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly connections: readonly number[];
  readonly processes: readonly number[];
  readonly only: RegExp;
  readonly against: string | undefined;
  readonly of: string | undefined;
  readonly url: string | undefined;
  readonly tasks: readonly number[];
  readonly to: readonly string[];
  readonly json: string | undefined;
  readonly profile: string | undefined;
  readonly dir: string | undefined;
}

export const USAGE = `npm run bench -- [options]
  --size N           open tasks in the data (default 100000)
  --rounds N         how often everything is measured (default 3)
  --seconds N        length of one measurement (default 3)
  --warm-up N        seconds before each (default 1)
  --connections LIST (default 1,16,64)
  --processes LIST   server processes; several numbers are measured side by side and compared (default 1)
  --only REGEX       only the rows whose name matches, and L
  --against REV      also measures another commit, and compares
  --of REV           what to compare with it (default the working tree)
  --json FILE        everything measured, as JSON
  --profile DIR      the server writes a V8 CPU profile there
  --dir DIR          where the data lies meanwhile: the disk that is measured
  --check            short, for CI: fails on errors and on more than two round trips a call, never on times

  --url URL          measures a server that is running; logs on as BENCH_LOGIN with BENCH_PASSWORD
  --tasks A-B        its open tasks that this account may reassign
  --to LOGIN,...     to whom
`;

/** @throws Error with one sentence about what cannot be used */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: 'boolean', default: false },
      size: { ...text, default: '100000' },
      rounds: { ...text, default: '3' },
      seconds: { ...text, default: '3' },
      'warm-up': { ...text, default: '1' },
      connections: { ...text, default: '1,16,64' },
      processes: { ...text, default: '1' },
      only: { ...text, default: '' },
      against: text,
      of: text,
      url: text,
      tasks: { ...text, default: '' },
      to: { ...text, default: '' },
      json: text,
      profile: text,
      dir: text,
    },
  });
  if (values.of !== undefined && values.against === undefined) throw new Error('--of needs --against.');
  const processes = list(values.processes).map((each) => wholeNumber('processes', each, 1));
  if (processes.length > 1 && values.against !== undefined)
    throw new Error('--against compares commits, --processes with several numbers compares these: take one of them.');
  return {
    ...values,
    processes,
    size: wholeNumber('size', values.size, 2000),
    rounds: wholeNumber('rounds', values.rounds, 1),
    seconds: number('seconds', values.seconds, 0.1),
    warmUp: number('warm-up', values['warm-up'], 0),
    connections: list(values.connections).map((each) => wholeNumber('connections', each, 1)),
    only: new RegExp(values.only),
    tasks: list(values.tasks).flatMap(taskIds),
    to: list(values.to),
    json: values.json,
    against: values.against,
    of: values.of,
    url: values.url,
    profile: values.profile,
    dir: values.dir,
  };
}

const list = (text: string): string[] => text.split(',').filter((each) => each !== '');

/** "7" or "7-9". */
function taskIds(text: string): number[] {
  const [first = '', last = first] = text.split('-');
  const from = wholeNumber('tasks', first, 1);
  return Array.from({ length: wholeNumber('tasks', last, from) - from + 1 }, (_, index) => from + index);
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = number(name, text, least);
  if (!Number.isInteger(value)) throw new Error(`--${name} ${text}: expected a whole number.`);
  return value;
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least))
    throw new Error(`--${name} ${text}: expected a number from ${least} up.`);
  return value;
}
