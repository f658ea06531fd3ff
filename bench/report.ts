import type { Machine } from './machine.ts';
import type { Row } from './summary.ts';

/** The results of a run: the content of --json. */
export interface Report {
  readonly date: string;
  /** Null when a server elsewhere was measured. */
  readonly machine: Machine | null;
  readonly commit: string | null;
  readonly url: string | null;
  readonly openTasks: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly functionLimitBy: string | null;
  readonly servers: readonly ServerMemory[];
  readonly rows: readonly Row[];
}

export interface ServerMemory {
  readonly label: string;
  readonly memory: { readonly now: number; readonly highest: number } | null;
}

/** Says in a paragraph what was measured where. */
export function describe({
  date,
  machine,
  commit,
  url,
  openTasks,
  rounds,
  seconds,
  functionLimitBy,
  servers,
}: Report): string {
  const sentences = [
    `${date.slice(0, 10)}${commit === null ? '' : `, commit ${commit}`}${url === null ? '' : `, ${url}`}.`,
  ];
  if (machine) {
    const { processors, memory, system, node, postgresql, commitMs } = machine;
    sentences.push(
      `${[processors, memory, system, node, postgresql].join(', ')}; a commit takes ${commitMs.toFixed(2)} ms.`,
    );
  }
  sentences.push(`${openTasks} open tasks; medians of ${rounds} rounds of ${seconds} s (lowest–highest).`);
  if (functionLimitBy !== null) sentences.push(`L by ${functionLimitBy}.`);
  for (const { label, memory } of servers) {
    if (!memory) continue;
    const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
    sentences.push(
      `Memory of ${label === '' ? 'the server' : label}: ${megabytes(memory.now)} MB afterwards, ${megabytes(memory.highest)} MB at the most.`,
    );
  }
  return sentences.join(' ');
}
