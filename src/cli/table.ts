import type { Console } from './console.ts';
import { oneLine } from './one-line.ts';

/** A column of a list: its heading, and what it shows of an entry. */
export type Column<Entry> = readonly [heading: string, show: (entry: Entry) => string | number];

/** Prints a list as columns for people, or as it is for programs. */
export function printList<Entry>(
  { print, tell }: Console,
  entries: readonly Entry[],
  columns: readonly Column<Entry>[],
  { json, none }: { readonly json: boolean | undefined; readonly none: string },
): void {
  if (json === true) return print(JSON.stringify(entries, null, 2));
  if (entries.length === 0) return tell(none);
  const rows = [
    columns.map(([heading]) => heading),
    ...entries.map((entry) => columns.map(([, show]) => oneLine(String(show(entry))))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => lengthOf(row[index] ?? ''))));
  for (const row of rows)
    print(
      row
        .map((cell, index) => pad(cell, widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** Prints what is known of one thing, a line for each, or as it is for programs. */
export function printFacts({ print }: Console, facts: readonly (readonly [name: string, fact: string])[]): void {
  const width = Math.max(...facts.map(([name]) => name.length));
  for (const [name, fact] of facts) print(`${name.padEnd(width)}  ${oneLine(fact)}`.trimEnd());
}

/** As people count characters. */
const lengthOf = (text: string): number => [...text.normalize('NFC')].length;

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));
