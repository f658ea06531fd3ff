import type { Example } from './examples.ts';

/** Renders the module that carries the answers of wire samples onto the help pages. */
export const renderExamples = (examples: ReadonlyMap<string, Example>): string =>
  [
    '// Generated from test/wire/samples by npm run reference; change the samples instead.',
    "import type { OperationName } from '../contract/parameters.ts';",
    '',
    '/** An answer of each operation, as GET gives it. */',
    'export const EXAMPLES: Readonly<Partial<Record<OperationName, string>>> = {',
    ...[...examples].map(([name, { answer }]) => `  ${name}: ${JSON.stringify(answer.replace('$TICKET', GUID))},`),
    '};',
    '',
  ].join('\n');

const GUID = '0190a5c0-0000-7000-8000-00000000000a';
