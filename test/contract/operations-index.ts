import { readFileSync } from 'node:fs';

/** How the published description of the legacy API lists an operation. */
export interface IndexedOperation {
  readonly name: string;
  /** The document element of its answers, in the generation of the API that is served by default. */
  readonly root: string;
  /** Names in the order of the wire. */
  readonly parameters: readonly string[];
}

const PAPER = readFileSync(new URL('../../docs/legacy/operations.md', import.meta.url), 'utf8');

const TABLE = /^## Index of operations\n.*?^\|-[-|]*\n((?:\|[^\n]*\n)+)/ms.exec(PAPER)?.[1] ?? '';

/** The rows of docs/legacy/operations.md#index-of-operations. */
export const OPERATIONS_INDEX: readonly IndexedOperation[] = TABLE.trimEnd()
  .split('\n')
  .map((row) => {
    const [, name = '', root = '', parameters = ''] = row.split('|').map((cell) => cell.trim());
    return {
      name,
      root: root.replaceAll('*', ''),
      parameters: [...parameters.matchAll(/`(\w+)`/g)].map(([, parameter = '']) => parameter),
    };
  });

/** They take the id of a task and leave the task as it is. */
const CHANGING_NOTHING = ['GetTask', 'TestTaskCompletion', 'CreateRelatedTask'];

/** Whether an operation changes one task that is there (docs/legacy/operations.md#if-match). */
export const changesOneTask = (operation: string): boolean =>
  !CHANGING_NOTHING.includes(operation) &&
  OPERATIONS_INDEX.some(({ name, parameters }) => name === operation && parameters.includes('taskId'));
