import type { Row, Spread } from './summary.ts';

/** Renders Markdown; columns nothing was measured for are left out. */
export function renderTable(rows: readonly Row[]): string {
  const columns = COLUMNS.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ left }) => (left ? '---' : '--:'))),
    ...rows.map((row) => line(columns.map(({ cell }) => cell(row)))),
  ].join('\n');
}

interface Column {
  readonly title: string;
  readonly left?: true;
  readonly cell: (row: Row) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'server', left: true, cell: ({ target }) => target },
  { title: 'call', left: true, cell: ({ name }) => name },
  { title: 'connections', cell: ({ connections }) => String(connections) },
  { title: 'requests/s', cell: ({ perSecond }) => withSpread(perSecond, 0) },
  { title: 'of the limit', cell: ({ ofLimit }) => (ofLimit && withSpread(ofLimit, 2)) || '' },
  { title: 'of L', cell: ({ ofL }) => (ofL && withSpread(ofL, 2)) || '' },
  { title: 'p50 ms', cell: ({ p50 }) => fixed(p50, 2) },
  { title: 'p99 ms', cell: ({ p99 }) => fixed(p99, 2) },
  { title: 'first byte p50 ms', cell: ({ firstP50 }) => fixed(firstP50, 1) },
  { title: 'first byte p99 ms', cell: ({ firstP99 }) => fixed(firstP99, 1) },
  { title: 'server CPU µs', cell: ({ serverCpu }) => fixed(serverCpu, 0) },
  { title: 'database CPU µs', cell: ({ databaseCpu }) => fixed(databaseCpu, 0) },
  { title: 'errors', cell: ({ errors }) => (errors === 0 ? '' : String(errors)) },
];

const withSpread = ({ median, least, most }: Spread, digits: number): string =>
  `${fixed(median, digits)} (${fixed(least, digits)}–${fixed(most, digits)})`;

const fixed = (value: number | null, digits: number): string =>
  value === null || Number.isNaN(value) ? '' : value.toFixed(digits);
