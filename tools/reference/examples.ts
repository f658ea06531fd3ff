import { readFileSync } from 'node:fs';
import type { OperationName } from '../../src/wire/asmx/contract/parameters.ts';
import { oneOf } from '../../test/support/samples/templates.ts';

/** A call of an operation and its answer, as a wire sample has them. */
export interface Example {
  /** Names and values of the parameters; `$TICKET` where a live ticket goes. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** The document, indented, with LF. */
  readonly answer: string;
}

/** Of several of these that follow each other the first is enough. */
const REPEATED = [
  'Task',
  'WorkflowExecutingTask',
  'Requirement',
  'Attachment',
  'TaskRedirection',
  'UserTaskStatisticModel',
];

/** Samples that show more than the one named `get`. */
const BETTER: Partial<Readonly<Record<OperationName, string>>> = { ReassignTask: 'redirected-get' };

/** Reads the sample that shows an operation best. */
export function readExample(operation: OperationName): Example {
  const folder = `../../test/wire/samples/asmx/${operation}/${BETTER[operation] ?? 'get'}`;
  const read = (file: string): string => readFileSync(new URL(`${folder}/${file}`, import.meta.url), 'utf8');
  const [, query = ''] = /^GET [^?\s]*\??(\S*) HTTP/m.exec(read('request.http')) ?? [];
  const document = read('response.http')
    .replaceAll('␍', '')
    .trimEnd()
    .replace(/^.*?\?>\n/s, '');
  return { parameters: [...new URLSearchParams(shown(query))], answer: shortened(shown(document)) };
}

/** A Monday morning to come, in place of the moment at which samples are loaded. */
const VALUES = {
  loadedAt: new Date('2031-03-03T09:00:00+05:30'),
  host: 'tasks.example.com',
  tickets: new Map<string, string>(),
};

/** Puts something fixed where a sample has what changes from run to run. */
const shown = (text: string): string =>
  oneOf(
    text
      .replace(/\{\{ticket:[^{}]*\}\}/g, '$TICKET')
      .replace(/\{\{now( \w+)?\}\}/g, '{{+PT0H$1}}')
      .replace(/\{\{about /g, '{{')
      .replaceAll('{{any}}', 'tasks'),
    VALUES,
  );

const shortened = (xml: string): string =>
  REPEATED.reduce(
    (text, name) =>
      text.replace(
        new RegExp(`(^( *)<${name}>.*?^\\2</${name}>\\n)(?:\\2<${name}>.*?^\\2</${name}>\\n)+`, 'gms'),
        (_, first: string, indent: string) => `${first}${indent}<!-- and so on -->\n`,
      ),
    xml,
  );
