import type { Operation } from '../../src/wire/asmx/contract/operation.ts';
import type { JsonDialect } from '../../src/wire/json/json-dialect.ts';
import { page, table } from './markdown.ts';

/** Renders the list of all pages of the reference. */
export const renderIndex = (operations: readonly Operation[], dialects: readonly JsonDialect[]): string =>
  page('the code', [
    '# Reference',
    'Every call: what it takes, what it answers, how it says no and what to do then. The words and their order are those of the code; the examples are [wire samples](../../test/wire/samples/README.md).',
    '## Calls in JSON',
    table(
      ['Reference', 'Guide'],
      dialects.map(({ name, title }) => [`[${title}](${name}.md)`, `[${name}](${guideOf(name)})`]),
    ),
    '## Legacy operations',
    'Each is open to SOAP 1.1, SOAP 1.2, GET and POST form; [clients.md](../clients.md) has how to call them from what.',
    table(
      ['Operation', 'What it does'],
      operations
        .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
        .map(({ name, description }) => [`[${name}](${fileOf(name)})`, description]),
    ),
  ]);

export const fileOf = (operation: string): string => `${operation}.md`;

/** The page that somebody wrote about a JSON dialect. */
export const guideOf = (dialect: string): string =>
  dialect === 'handover' ? '../handover-api.md' : `../vendors/${dialect}.md`;
